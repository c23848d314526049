import { type RedisAddress, toText } from './address.ts';

/** Redis is there and will not have us, or is nowhere: trying again does not help. */
export class RedisRefusal extends Error {
  override readonly name = 'RedisRefusal';
}

const UNTRUSTED = /certificate|self-signed|UNABLE_TO|ERR_TLS|wrong version number|EPROTO/i;

/** What somebody has to do about the error, in a line; undefined where it may pass by itself. */
export function refusalOf(error: unknown, address: RedisAddress): RedisRefusal | undefined {
  const text = describe(error);
  const advice = adviceFor(text, address);
  return advice === undefined
    ? undefined
    : new RedisRefusal(`Redis at ${toText(address)}: ${advice}`, { cause: error });
}

/** An error as text, with its code. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? `${String(error.code)} ` : '';
  return `${code}${error.message}`;
}

function adviceFor(text: string, { host, username, tls }: RedisAddress): string | undefined {
  if (/WRONGPASS|invalid password|without any password/i.test(text)) {
    return `wrong user or password (user ${username ?? 'default'}): set them in HANSOM_REDIS`;
  }
  if (/NOAUTH/.test(text))
    return 'asks for a password: set it in HANSOM_REDIS=redis://user:password@host:port';
  if (/NOPERM/.test(text)) return `the user ${username ?? 'default'} may not do what is needed: ${text}`;
  if (/ENOTFOUND|EAI_NONAME/.test(text)) return `no such host: ${host}: set the right one in HANSOM_REDIS`;
  if (/DB index is out of range/.test(text))
    return 'has no database of that number: set another in HANSOM_REDIS';
  if (tls && UNTRUSTED.test(text)) {
    return `its certificate is not believed, or it speaks no TLS: set HANSOM_REDIS_CA, or redis:// (${text})`;
  }
  return undefined;
}
