import net from 'node:net';

import { UsageError } from '../services.ts';

/** A port that a service is to listen on. */
export interface FixedPort {
  readonly service: string;
  readonly host: string;
  readonly port: number;
  /** The option or variable that says so. */
  readonly saidBy: string;
}

/** Throws a `UsageError` when somebody listens there: else a service would find that out again and again. */
export async function checkFree(ports: readonly FixedPort[]): Promise<void> {
  const taken = await Promise.all(ports.map(async (port) => ((await isFree(port)) ? [] : [port])));
  const [first] = taken.flat();
  if (!first) return;
  const { service, host, port, saidBy } = first;
  throw new UsageError(
    `${service} cannot listen on ${host}:${port}, where another program does: stop that, or give another port by ${saidBy}`,
  );
}

/** Ports that may not be had for another reason are left to the service, which says why. */
function isFree({ host, port }: FixedPort): Promise<boolean> {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
