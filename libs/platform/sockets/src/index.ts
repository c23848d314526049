export { type ConnectedSocket, type ConnectOptions, connectSocket } from './connect-socket.ts';
export { CLOSE, ClientFrame, type ServerFrame } from './frames.ts';
export { DEFAULT_BOUNDS, Socket, type SocketBounds } from './socket.ts';
export {
  type OpenedSocket,
  SocketListener,
  type SocketListenerOptions,
  type SocketSession,
} from './socket-listener.ts';
