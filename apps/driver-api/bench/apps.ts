import { WebSocket } from 'ws';

/** Connections of apps to one place. */
export interface Crowd {
  url: string;
  /** Each app's token is its number. */
  from: number;
  count: number;
}

/** What a child is told: to connect, then to send a position again whenever one is acknowledged, then to stop that. */
export type Order = { kind: 'connect'; crowd: Crowd } | { kind: 'send' } | { kind: 'stop' };

const AT_A_TIME = 100;

/** A child's program: does what it is told, and says when it is done. */
export function apps(): Promise<never> {
  const sockets: WebSocket[] = [];
  const state = { sending: false, seq: 0 };
  process.on('message', (order: Order) => {
    void obey(order).then(() => process.send?.('done'));
  });
  return new Promise(() => undefined);

  async function obey(order: Order): Promise<void> {
    state.sending = order.kind === 'send';
    if (order.kind === 'connect') await connectAll(order.crowd);
    if (order.kind === 'send') sockets.forEach(sendNext);
  }

  async function connectAll({ url, from, count }: Crowd): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < count) sockets.push(await connected(url, from + next++)); // as many at a time as there are workers
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  }

  /** Resolves when the app was greeted. */
  function connected(url: string, token: number): Promise<WebSocket> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => socket.send(JSON.stringify({ type: 'authenticate', token: String(token) })));
      socket.once('message', () => {
        resolve(socket);
        socket.on('message', () => sendNext(socket));
      });
    });
  }

  function sendNext(socket: WebSocket): void {
    if (!state.sending) return;
    state.seq += 1;
    const fix = { seq: state.seq, at: '2026-01-05T08:00:00.000Z', position: { lat: 57.7, lng: 11.97 } };
    const measured = { accuracyMetres: 5, speedMetresPerSecond: 9.5, bearingDegrees: 90 };
    socket.send(JSON.stringify({ type: 'positions', fixes: [{ ...fix, ...measured }] }));
  }
}
