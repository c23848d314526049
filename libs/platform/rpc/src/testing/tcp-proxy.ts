import { connect, createServer, type Socket } from 'node:net';

/** A way to a server through which a spec sees and spoils connections. */
export interface TcpProxy {
  readonly address: string;
  /** From which each connection to the server came. */
  readonly ports: readonly number[];
  /** Lets nothing through any more: as if the server's process were stopped, with its connections open. */
  freeze(): void;
  /** Breaks all connections, so that their ports are free at once. */
  reset(): Promise<void>;
  close(): void;
}

/** `samePort`: every connection to the server comes from the port that the first one had; then there is one at a time. */
export async function tcpProxy(to: string, { samePort = false } = {}): Promise<TcpProxy> {
  const [host = '', port = ''] = to.split(':');
  const sockets = new Set<Socket>();
  const ports: number[] = [];
  let frozen = false;
  const server = createServer((near) => {
    const far = connect({ host, port: Number(port), localPort: samePort ? ports[0] : undefined });
    far.on('connect', () => ports.push(far.localPort ?? 0));
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => void (frozen || into.write(bytes)));
      from.on('error', () => into.destroy());
      from.on('close', () => into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    address: `127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    ports,
    freeze: () => {
      frozen = true;
    },
    reset: async () => {
      await Promise.all([...sockets].map(resetOf));
      sockets.clear();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function resetOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) return resolve();
    socket.on('close', () => resolve());
    socket.resetAndDestroy();
  });
}
