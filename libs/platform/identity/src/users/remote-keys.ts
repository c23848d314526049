import { type Effects, type Millis, type MonotonicInstant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { importKeys, type TokenKeys, type VerifyingKey } from './token-keys.ts';

export interface RemoteKeysOptions {
  /** Asks auth for its JWKS. It has a deadline, as every RPC. */
  fetch: () => Promise<unknown>;
  effects: Pick<Effects, 'monotonic' | 'log'>;
}

const FRESH: Millis = 10 * 60_000;
const BETWEEN_FETCHES: Millis = 10_000;
/** While nothing is known at all, everybody who is signed in waits for it. */
const BETWEEN_FIRST_FETCHES: Millis = 500;

/**
 * The keys of auth, asked for every ten minutes, when somebody needs one, and when a token names an unknown one: at most every
 * 10 s, so that made-up key ids are no load for auth. While auth does not answer the last keys stand; before it ever did, nobody can be
 * told that a token is bad: `find` throws `auth.keys_unknown`, unavailable.
 */
export function remoteKeys({ fetch, effects }: RemoteKeysOptions): TokenKeys {
  const { monotonic, log } = effects;
  let keys: ReadonlyMap<string, VerifyingKey> = new Map();
  let fetched: MonotonicInstant | undefined;
  let asked: MonotonicInstant | undefined;
  let asking: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    asked = monotonic.now();
    try {
      keys = await importKeys(await fetch());
      fetched = asked;
    } catch (error) {
      log.warn('the keys of tokens cannot be fetched', { error });
    }
    asking = undefined;
  }

  function isOlder(at: MonotonicInstant | undefined, than: Millis): boolean {
    return at === undefined || monotonic.now() - at >= than;
  }

  return {
    find: async (kid) => {
      const wanted = isOlder(fetched, FRESH) || !keys.has(kid);
      const pause = fetched === undefined ? BETWEEN_FIRST_FETCHES : BETWEEN_FETCHES;
      if (wanted && !asking && isOlder(asked, pause)) asking = refresh();
      if (wanted) await asking;
      if (fetched === undefined) throw keysUnknown();
      return keys.get(kid);
    },
  };
}

function keysUnknown(): HansomError {
  const description = 'nobody has told yet by which keys tokens are signed';
  return new HansomError('unavailable', 'auth.keys_unknown', { description });
}
