import { type Clock, type Logger, type Millis, type Timers } from '@hansom/platform-context';
import { isExpired } from '@hansom/platform-store';

import { type Commits } from './commits.ts';
import { lmdbRecords, type LmdbTable } from './lmdb-records.ts';

const ROWS_A_STEP = 200;
const BETWEEN_STEPS_MS: Millis = 100;
const BETWEEN_PASSES_MS: Millis = 60_000;

export interface Sweeper {
  /** Ends after the step that is running. Idempotent. */
  close(): Promise<void>;
}

export interface SweeperOptions {
  /** By name. */
  tables: ReadonlyMap<string, LmdbTable>;
  commits: Commits;
  clock: Clock;
  timers: Timers;
  log: Logger;
}

/** Removes expired rows in the background: small steps through all tables, then a rest. Readers never see them anyway. */
export function createSweeper(options: SweeperOptions): Sweeper {
  const stop = new AbortController();
  const loop = sweepForEver(options, stop.signal);
  return {
    close: () => {
      stop.abort();
      return loop;
    },
  };
}

async function sweepForEver(options: SweeperOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await options.timers.sleep(BETWEEN_PASSES_MS, signal);
    for (const name of options.tables.keys()) await sweepTable(name, options, signal);
  }
}

async function sweepTable(name: string, options: SweeperOptions, signal: AbortSignal): Promise<void> {
  const table = options.tables.get(name);
  let from: Uint8Array | undefined = Uint8Array.of(0);
  try {
    while (table && from && !signal.aborted) {
      from = await sweepStep(table, options, from);
      if (from) await options.timers.sleep(BETWEEN_STEPS_MS, signal);
    }
  } catch (error) {
    options.log.warn('sweeping expired rows failed; the next pass tries again', { table: name, error });
  }
}

/** Looks at some rows from a key on and removes the expired ones; gives the key to go on from, undefined at the end. */
async function sweepStep(
  table: LmdbTable,
  { clock, commits }: Pick<SweeperOptions, 'clock' | 'commits'>,
  from: Uint8Array,
): Promise<Uint8Array | undefined> {
  table.resetReadTxn();
  const records = lmdbRecords(table);
  const expired: Uint8Array[] = [];
  let seen = 0;
  let next: Uint8Array | undefined;
  for (const { key, record } of records.scan({ from, before: undefined, reverse: false })) {
    if (seen++ === ROWS_A_STEP) {
      next = key;
      break;
    }
    if (isExpired(record, clock.now())) expired.push(key);
  }
  if (expired.length > 0) await commits.commit(table, () => removeExpired(table, clock, expired));
  return next;
}

/** A row may have been written anew since it was seen. */
function removeExpired(table: LmdbTable, clock: Clock, keys: readonly Uint8Array[]): void {
  const records = lmdbRecords(table);
  for (const key of keys) {
    const record = records.get(key);
    if (record && isExpired(record, clock.now())) records.remove(key);
  }
}
