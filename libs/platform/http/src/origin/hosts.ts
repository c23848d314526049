import { isIP } from 'node:net';

const PORT = /:\d{1,5}$/;

/** The name of a `Host` header, in lower case and without its port; undefined: it has none. */
export function hostName(header: string | undefined): string | undefined {
  const name = header?.replace(PORT, '').toLowerCase();
  return name === '' ? undefined : name;
}

/** Whether whoever calls it by this name sits at the same machine. */
export function isLoopback(name: string): boolean {
  const bare = unbracketed(name);
  if (isIP(bare) !== 0) return bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
  return name === 'localhost' || name.endsWith('.localhost');
}

/**
 * Whether a request may call this place by that name: a guard against DNS rebinding. A foreign page can point its own name at this address, so only
 * names of the machine itself, listed names and bare addresses are accepted.
 */
export function isKnownHost(header: string | undefined, listed: readonly string[]): boolean {
  const name = hostName(header);
  if (name === undefined) return false;
  return (
    isIP(unbracketed(name)) !== 0 || isLoopback(name) || listed.some((one) => one.toLowerCase() === name)
  );
}

function unbracketed(name: string): string {
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}
