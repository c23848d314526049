import { WebSocket } from 'ws';

/** So many pages that look at a city. */
export interface Look {
  url: string;
  viewers: number;
}

/** A child's program: looks as it is told to, reads at once whatever comes, and says when all are connected. */
export function pages(): Promise<never> {
  process.on('message', (told: Look) => {
    void Promise.all(Array.from({ length: told.viewers }, () => page(told))).then(() =>
      process.send?.('looking'),
    );
  });
  return new Promise(() => undefined);
}

/** Resolves when it is connected. */
function page({ url }: Look): Promise<void> {
  const { host } = new URL(url);
  const headers = { cookie: 'bench=1', origin: `http://${host}` };
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  socket.on('message', (data) => {
    const revision = /"revision":(\d+)/.exec(String(data))?.[1];
    socket.send(`{"type":"read","revision":${revision}}`);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      socket.send('{"type":"hello"}');
      resolve();
    });
  });
}
