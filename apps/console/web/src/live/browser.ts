import { type ServerFrame } from '../../../src/live/protocol.ts';
import { type Browser, type OpenSocket, type SocketListener } from './connection.ts';

/** The browser that the page runs in: the one place of the page that touches clock, chance, timers and network of the socket. */
export const browser: Browser = {
  open: openSocket,
  now: () => performance.now(),
  random: () => Math.random(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  whenShown: (act) => void requestAnimationFrame(act),
  hidden: () => document.visibilityState === 'hidden',
  onChange: (act) => {
    document.addEventListener('visibilitychange', act);
    addEventListener('online', act);
    return () => {
      document.removeEventListener('visibilitychange', act);
      removeEventListener('online', act);
    };
  },
};

function openSocket(city: string, heard: SocketListener): OpenSocket {
  const url = new URL(`/v1/live?city=${encodeURIComponent(city)}`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  socket.onopen = () => heard.opened();
  socket.onmessage = ({ data }) => heard.told(JSON.parse(String(data)) as ServerFrame); // of our own server
  socket.onclose = ({ code }) => heard.closed(code);
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: () => socket.close(),
  };
}
