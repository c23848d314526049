import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

import { StoreFailure } from './failure.ts';

/** Below those that systems give to outgoing connections: one of these could take the port of a server that is about to restart. */
const FIRST = 12_000;
const COUNT = 20_000;

/** So many ports that nobody listens on just now, on any address of this machine. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  while (servers.length < count) {
    const server = createServer();
    const listens = await listensAt(server, FIRST + randomInt(COUNT));
    if (listens) servers.push(server);
  }
  const ports = servers.map((server) => (server.address() as AddressInfo).port); // a TCP server that listens has one
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

async function listensAt(server: Server, port: number): Promise<boolean> {
  try {
    await once(server.listen(port, '0.0.0.0'), 'listening');
    return true;
  } catch {
    return false;
  }
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
