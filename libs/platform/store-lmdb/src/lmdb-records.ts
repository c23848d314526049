import { type Bounds, type Records } from '@hansom/platform-store';
import { type Database } from 'lmdb';

import { decodeRecord, encodeRecord } from './codec.ts';

/** One named database: encoded records by key bytes. */
export type LmdbTable = Database<string, Uint8Array>;

/** The records of one lmdb database. Writes happen within the transaction that is running: nowhere else may they be called. */
export function lmdbRecords(table: LmdbTable): Records {
  return {
    get: (key) => {
      const text = table.get(key);
      return text === undefined ? undefined : decodeRecord(text);
    },
    set: (key, record) => void table.put(key, encodeRecord(record)),
    remove: (key) => void table.remove(key),
    scan: (bounds) => scan(table, bounds),
  };
}

function* scan(table: LmdbTable, bounds: Bounds): ReturnType<Records['scan']> {
  for (const { key, value } of table.getRange(rangeOf(bounds))) {
    // lmdb reuses the key's bytes for the next row.
    yield { key: Uint8Array.from(key), record: decodeRecord(value) };
  }
}

function rangeOf({ from, before, reverse }: Bounds) {
  if (!reverse) return before ? { start: from, end: before } : { start: from };
  const down = { end: from, inclusiveEnd: true, reverse };
  return before ? { ...down, start: before, exclusiveStart: true } : down;
}
