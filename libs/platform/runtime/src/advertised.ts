import { isIPv6 } from 'node:net';
import os from 'node:os';

type Interfaces = ReturnType<typeof os.networkInterfaces>;

/** Listening there is listening everywhere: nobody can call it by that. */
const EVERYWHERE = ['0.0.0.0', '[::]', '::'];

/**
 * host:port by which others reach what listens at `address`: with the host that is said, or else, for what listens everywhere, the first address of
 * this machine that is not its loopback, as a container has one.
 */
export function advertised(
  address: string,
  said: string | undefined,
  interfaces: Interfaces = os.networkInterfaces(),
): string {
  const end = address.lastIndexOf(':');
  const host = said ?? (EVERYWHERE.includes(address.slice(0, end)) ? firstOutward(interfaces) : undefined);
  if (host === undefined) return address;
  return `${isIPv6(host) ? `[${host}]` : host}${address.slice(end)}`;
}

function firstOutward(interfaces: Interfaces): string | undefined {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  return all.find(({ internal, family }) => !internal && family === 'IPv4')?.address;
}
