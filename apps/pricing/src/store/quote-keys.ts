import { type Clock, type Millis, type Random } from '@hansom/platform-context';
import { type ContendedTable, blob, contendedTable, int } from '@hansom/platform-store';
import { days } from '@hansom/shared-time';

const DAY_MS = days(1);
const KEPT_MS: Millis = days(7);
const KEY_BYTES = 32;

/** The secret of each day by which quotes are sealed: whoever needs it first makes it, and all instances share it. */
export const quoteKeysTable = contendedTable({
  name: 'quote_keys',
  partition: { day: int() },
  columns: { secret: blob() },
});

export interface QuoteKeys {
  /** Today's, made when nobody has. */
  current(): Promise<{ day: number; secret: Uint8Array }>;
  /** That of a day; undefined when there is none any more, or never was. */
  of(day: number): Promise<Uint8Array | undefined>;
}

export interface QuoteKeysParts {
  table: ContendedTable<typeof quoteKeysTable>;
  clock: Clock;
  random: Random;
}

/**
 * Days by the domain clock. A key of today or yesterday is kept in memory, and one of tomorrow, which an instance whose clock is a little ahead made
 * shortly before midnight; there is no other that matters.
 */
export function quoteKeys({ table, clock, random }: QuoteKeysParts): QuoteKeys {
  const known = new Map<number, Uint8Array>();
  const today = (): number => Math.floor(clock.now() / DAY_MS);
  return {
    current: async () => {
      const day = today();
      return { day, secret: known.get(day) ?? remember(day, await made(day)) };
    },
    of: async (day) => {
      if (Math.abs(day - today()) > 1) return undefined;
      const secret = known.get(day) ?? (await table.get({ day }))?.secret;
      return secret && remember(day, secret);
    },
  };

  async function made(day: number): Promise<Uint8Array> {
    const own = random.bytes(KEY_BYTES);
    const written = await table.insertIfAbsent({ day, secret: own }, { ttlMs: KEPT_MS });
    return written.applied ? own : (written.current?.secret ?? own);
  }

  function remember(day: number, secret: Uint8Array): Uint8Array {
    for (const old of known.keys()) if (old < today() - 1) known.delete(old);
    known.set(day, secret);
    return secret;
  }
}
