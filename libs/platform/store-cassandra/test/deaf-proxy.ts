import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on which answers can be lost. */
export interface DeafProxy {
  /** `host:port`. */
  readonly address: string;
  /** From now on what is asked arrives, and what is answered does not; `hangUp`: and the connection ends there. */
  loseAnswers(how: 'hangUp' | 'silently'): void;
  /** Answers arrive again, on connections that are made from now on. */
  heal(): void;
  /** Ends all connections, and takes no other. */
  close(): Promise<void>;
}

export async function deafProxy(target: string): Promise<DeafProxy> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let losing: 'hangUp' | 'silently' | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(port), host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => {
      if (losing === undefined) client.write(chunk);
      else if (losing === 'hangUp') client.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    loseAnswers: (how) => void (losing = how),
    heal: () => {
      losing = undefined;
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
