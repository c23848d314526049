import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { StoreFailure } from './failure.ts';

/** So many ports that nobody listens on just now, on any address of this machine. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '0.0.0.0'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port); // a TCP server that listens has one
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** Rejects in one line when somebody listens there. */
export async function ensureFree(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    throw new StoreFailure(`port ${port} of ${host} ${reasonOf(error)}`, { cause: error });
  }
  await once(server.close(), 'close');
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException; // as Node rejects
  if (code === 'EADDRINUSE') return 'is in use: end what listens there, or choose another port';
  if (code === 'EADDRNOTAVAIL')
    return 'is not of this machine: `sudo ifconfig lo0 alias <address>` adds it on a Mac';
  return `cannot be listened on: ${code}`;
}
