/** Where a Redis is, and as whom it is asked. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

const DEFAULT_PORT = 6379;

/** Reads `redis://user:password@host:port/db`; `rediss://` is over TLS. Throws a TypeError that repeats nothing of it: it may hold a password. */
export function redisAddress(url: string): RedisAddress {
  if (!URL.canParse(url)) throw new TypeError('is no URL: redis://user:password@host:port/db');
  const { protocol, hostname, port, pathname, search, username, password } = new URL(url);
  if (protocol !== 'redis:' && protocol !== 'rediss:')
    throw new TypeError('must begin with redis:// or rediss://');
  if (hostname === '') throw new TypeError('must name a host');
  if (!/^\/?\d*$/.test(pathname) || search !== '')
    throw new TypeError('must end after the host, the port or the number of a database');
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? DEFAULT_PORT : Number(port),
    db: Number(pathname.slice(1)),
    tls: protocol === 'rediss:',
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
  };
}

/** For a person: without who asks. */
export function toText({ host, port, tls }: RedisAddress): string {
  return `${tls ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
