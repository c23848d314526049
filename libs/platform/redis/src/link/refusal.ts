import { type RedisAddress, toText } from './address.ts';

/** Redis is there and will not have us, or is nowhere: trying again does not help. */
export class RedisRefusal extends Error {
  override readonly name = 'RedisRefusal';
}

/** What its text says, and what to do about it. */
type Advice = readonly [said: RegExp, todo: (address: RedisAddress, text: string) => string];

const ADVICE: readonly Advice[] = [
  [
    /WRONGPASS|invalid password|without any password/i,
    ({ username = 'default' }) => `wrong user or password (user ${username}): set them in HANSOM_REDIS`,
  ],
  [/NOAUTH/, () => 'asks for a password: set it in HANSOM_REDIS=redis://user:password@host:port'],
  [/NOPERM/, ({ username = 'default' }, text) => `the user ${username} may not do what is needed: ${text}`],
  [/ENOTFOUND|EAI_NONAME/, ({ host }) => `no such host: ${host}: set the right one in HANSOM_REDIS`],
  [/DB index is out of range/, () => 'has no database of that number: set another in HANSOM_REDIS'],
  [/syntax error/, () => 'is too old: Redis 7 or newer is needed'],
];

const OVER_TLS: readonly Advice[] = [
  [
    /certificate|self-signed|altnames|UNABLE_TO|ERR_TLS|wrong version number|EPROTO/i,
    (_, text) =>
      `its certificate is not believed, or it speaks no TLS: set HANSOM_REDIS_CA, or redis:// (${text})`,
  ],
];

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

function adviceFor(text: string, address: RedisAddress): string | undefined {
  const advice = address.tls ? [...ADVICE, ...OVER_TLS] : ADVICE;
  const [, todo] = advice.find(([said]) => said.test(text)) ?? [];
  return todo?.(address, text);
}
