import { connect, createServer, type Socket } from 'node:net';

export interface CountingProxy {
  readonly address: string;
  /** Connections so far. */
  connections(): number;
  /** Lets nothing through any more, as a process that stands still: connections stay open. */
  freeze(): void;
  /** Ends what is open and refuses the rest. */
  close(): Promise<void>;
}

/** Stands before a server: counts who connects, and can stand still. */
export async function countingProxy(to: string): Promise<CountingProxy> {
  const port = Number(to.split(':')[1]);
  const sockets = new Set<Socket>();
  let connections = 0;
  let frozen = false;
  const server = createServer((socket) => {
    connections += 1;
    const upstream = connect(port, '127.0.0.1');
    for (const [from, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => other.destroy());
      from.on('close', () => other.destroy());
      if (!frozen) from.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('a TCP server has a port');
  return {
    address: `127.0.0.1:${bound.port}`,
    connections: () => connections,
    freeze: () => {
      frozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
