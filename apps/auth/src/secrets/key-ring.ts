import { type Clock, type Ids, type Instant, type Millis } from '@hansom/platform-context';
import { newSigningKeys, rotated, type SigningKeys } from '@hansom/platform-identity';
import { type ContendedTable, contendedTable, text, timestamp } from '@hansom/platform-store';

/** The keys that sign tokens: one row, which all instances share. Secret. */
export const signingKeysTable = contendedTable({
  name: 'signing_keys',
  partition: { name: text() },
  columns: { stamp: text(), keys: text(), rotated_at: timestamp() },
});

/** The signing keys as this instance last read them. */
export interface KeyRing {
  readonly keys: SigningKeys;
  /** Reads them again, and makes the next ones when their time has come. */
  refresh(): Promise<void>;
}

interface Deps {
  table: ContendedTable<typeof signingKeysTable>;
  clock: Clock;
  ids: Ids;
  /** For how long one key signs. Domain time. */
  keyLifeMs: () => Millis;
}

interface Stored {
  stamp: string;
  keys: string;
  rotated_at: Instant;
}

const NAME = 'tokens';

/**
 * Opens the ring; the first instance of all makes the keys. An instance may be behind by one `refresh`: the next key is published long
 * before it signs, and one that no longer signs is published for as long as its tokens live and as long again.
 */
export async function keyRing({ table, clock, ids, keyLifeMs }: Deps): Promise<KeyRing> {
  let current = await load();
  return {
    get keys() {
      return current;
    },
    refresh: async () => {
      current = await load();
    },
  };

  async function load(): Promise<SigningKeys> {
    const stored = (await table.get({ name: NAME })) ?? (await first());
    const keys = parsed(stored);
    return clock.now() < stored.rotated_at + keyLifeMs() ? keys : next(stored, keys);
  }

  async function first(): Promise<Stored> {
    const made = row(await newSigningKeys());
    const written = await table.insertIfAbsent({ name: NAME, ...made });
    return written.applied ? made : (written.current ?? made);
  }

  async function next({ stamp }: Stored, keys: SigningKeys): Promise<SigningKeys> {
    const made = row(await rotated(keys, clock.now()));
    const written = await table.compareAndSet({ name: NAME }, { expect: { stamp }, set: made });
    return parsed(written.applied ? made : (written.current ?? made));
  }

  function row(keys: SigningKeys): Stored {
    return { stamp: ids.uuid(), keys: JSON.stringify(keys), rotated_at: clock.now() };
  }
}

function parsed({ keys }: Stored): SigningKeys {
  return JSON.parse(keys) as SigningKeys; // nobody writes them but this file
}
