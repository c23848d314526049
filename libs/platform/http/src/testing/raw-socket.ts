import { connect, type NetConnectOpts, type Socket } from 'node:net';

/** A connection on which a spec writes what no client would. */
export interface RawSocket {
  write(text: string): void;
  /** What came, once it holds this. Rejects when the connection ends before. */
  until(text: string): Promise<string>;
  /** All that came, when the other side has ended the connection. */
  readonly ended: Promise<string>;
  destroy(): void;
}

/** `allowHalfOpen`: it does not end its own side when the other has. */
export async function rawSocket(address: string, { allowHalfOpen = false } = {}): Promise<RawSocket> {
  const { hostname: host, port } = new URL(`http://${address}`);
  const socket = await connected({ host, port: Number(port), allowHalfOpen });
  let received = '';
  let look: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString();
    look();
  });
  socket.on('error', () => undefined); // what a spec looks at is the end
  const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(received)));
  return {
    write: (text) => void socket.write(text),
    until: (text) =>
      new Promise((resolve, reject) => {
        look = () => (received.includes(text) ? resolve(received) : undefined);
        look();
        void ended.then((all) =>
          all.includes(text) ? resolve(all) : reject(new Error(`ended after ${all}`)),
        );
      }),
    ended,
    destroy: () => void socket.destroy(),
  };
}

function connected(where: NetConnectOpts): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(where, () => resolve(socket));
    socket.once('error', reject);
  });
}
