import { hash } from 'node:crypto';

import { type Effects, type Instant, instant, later, type Millis } from '@hansom/platform-context';
import { errors, jwtVerify, type JWTHeaderParameters } from 'jose';

import { LruMap } from './lru-map.ts';
import { ALGORITHM, AUDIENCE, ISSUER, MAX_TOKEN_LENGTH, TOKEN_LIFE, TOKEN_TYPE } from './token-format.ts';
import { type TokenKeys, type VerifyingKey } from './token-keys.ts';
import { parseClaims, type User, userOf } from './user.ts';

export interface TokenVerifierOptions {
  keys: TokenKeys;
  effects: Pick<Effects, 'clock' | 'log'>;
}

export interface TokenVerifier {
  /** The user, at once where the token has been verified before. Undefined: not a token that counts now. */
  verify(token: string): User | undefined | Promise<User | undefined>;
  /** As `verify`, for what outlives a call: whether the token counts still is asked of what it returns. */
  hold(token: string): HeldToken | undefined | Promise<HeldToken | undefined>;
  /** No token of this session counts from now on: auth says so when somebody signs out. */
  revoke(session: string): void;
}

/** A token that was verified. */
export interface HeldToken {
  readonly user: User;
  /** Whether it has not run out and its session was not revoked. Verifies nothing again, however many tokens there are. */
  counts(): boolean;
}

const SECOND: Millis = 1000;
const LEEWAY: Millis = 30 * SECOND;
const MAX_TOKENS = 10_000;
const MAX_REVOKED = 100_000;

/**
 * Verifies users' tokens without asking anybody: EdDSA by a key of auth, issued for us, of this time by the domain clock with 30 s
 * of leeway, living no longer than ours do. What was verified is kept under its hash until it expires, the 10,000 last used.
 */
export function tokenVerifier({ keys, effects }: TokenVerifierOptions): TokenVerifier {
  const { clock, log } = effects;
  const verified = new LruMap<HeldToken>(MAX_TOKENS);
  const revoked = new LruMap<Instant>(MAX_REVOKED); // until when: then their last token has run out anyway

  function stillCounts({ session }: User, expires: Instant): boolean {
    const now = clock.now();
    const until = revoked.get(session);
    return now < expires && (until === undefined || now >= until);
  }

  async function verifyAnew(token: string, key: string): Promise<HeldToken | undefined> {
    try {
      const { user, expires } = await verifyToken(token, keys, clock.now());
      const held: HeldToken = { user, counts: () => stillCounts(user, expires) };
      if (!held.counts()) return undefined;
      verified.set(key, held);
      return held;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      log.debug('token refused', { reason: error.code });
      return undefined;
    }
  }

  function hold(token: string): HeldToken | undefined | Promise<HeldToken | undefined> {
    if (token.length > MAX_TOKEN_LENGTH) return undefined;
    const key = hash('sha256', token, 'base64');
    const known = verified.get(key);
    if (!known) return verifyAnew(token, key);
    if (known.counts()) return known;
    verified.delete(key);
    return undefined;
  }

  return {
    hold,
    verify: (token) => {
      const held = hold(token);
      return held instanceof Promise ? held.then((one) => one?.user) : held?.user;
    },
    revoke: (session) => revoked.set(session, later(clock.now(), TOKEN_LIFE + 2 * LEEWAY)),
  };
}

/** Throws a JOSEError for what is no token of ours. */
async function verifyToken(
  token: string,
  keys: TokenKeys,
  now: Instant,
): Promise<{ user: User; expires: Instant }> {
  const { payload } = await jwtVerify(token, (header) => keyFor(header, keys), {
    algorithms: [ALGORITHM],
    typ: TOKEN_TYPE,
    issuer: ISSUER,
    audience: AUDIENCE,
    clockTolerance: LEEWAY / SECOND,
    currentDate: new Date(now),
  });
  const claims = parseClaims(payload);
  if (!claims) throw new errors.JWTInvalid('its claims are not those of a user');
  const [issued, expires] = [claims.iat * SECOND, claims.exp * SECOND];
  if (issued > now + LEEWAY || expires > issued + TOKEN_LIFE)
    throw new errors.JWTInvalid('it is of another time, or lives too long');
  return { user: userOf(claims), expires: instant(expires + LEEWAY) };
}

/** A key is found by its id alone: what else the header says of keys is not looked at. */
async function keyFor({ kid }: JWTHeaderParameters, keys: TokenKeys): Promise<VerifyingKey> {
  const key = typeof kid === 'string' ? await keys.find(kid) : undefined;
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}
