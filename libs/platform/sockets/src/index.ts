export { type SocketPeer } from './connection.ts';
export { type ConnectedSocket, type ConnectOptions, connectSocket } from './connect-socket.ts';
export { CLOSE, ClientFrame, type ServerFrame } from './frames.ts';
export { DEFAULT_BOUNDS, Socket, type SocketBounds } from './socket.ts';
export { SocketListener, type SocketListenerOptions } from './socket-listener.ts';
export { type OpenedSocket, type SocketSession, type TokenPeerOptions, tokenPeers } from './token-peer.ts';
export { type Admission, UpgradeSockets, type UpgradeSocketsOptions } from './upgrade-sockets.ts';
