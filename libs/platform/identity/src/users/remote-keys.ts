import { type Effects, type Millis, type MonotonicInstant } from '@hansom/platform-context';

import { importKeys, type TokenKeys, type VerifyingKey } from './token-keys.ts';

export interface RemoteKeysOptions {
  /** Asks auth for its JWKS. It has a deadline, as every RPC. */
  fetch: () => Promise<unknown>;
  effects: Pick<Effects, 'monotonic' | 'log'>;
}

const FRESH: Millis = 10 * 60_000;
const BETWEEN_FETCHES: Millis = 10_000;

/**
 * The keys of auth, asked for every ten minutes, when somebody needs one, and when a token names an unknown one: at most every
 * 10 s, so that made-up key ids are no load for auth. While auth does not answer the last keys stand.
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
      if (wanted && !asking && isOlder(asked, BETWEEN_FETCHES)) asking = refresh();
      if (wanted) await asking;
      return keys.get(kid);
    },
  };
}
