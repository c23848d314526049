import { type Instant } from '@hansom/platform-context';

import { type Columns, type Value } from './columns.ts';
import {
  type ConditionalAnswer,
  expiryOf,
  type Page,
  type StoredRow,
  UnknownPage,
  type WriteOptions,
} from './engine.ts';
import { justAfter } from './keys.ts';
import { type Bounds, isExpired, type Records, type StoredRecord } from './records.ts';
import { sameValue } from './values.ts';

/** The live record at a key. */
export function liveRecord(records: Records, key: Uint8Array, now: Instant): StoredRecord | undefined {
  const record = records.get(key);
  return record && !isExpired(record, now) ? record : undefined;
}

/** What a definition knows of a record; what else it holds stays unseen. */
export function projected(record: StoredRecord | undefined, columns: Columns): StoredRow | undefined {
  if (!record) return undefined;
  const row: Record<string, Value> = {};
  for (const name of Object.keys(columns)) {
    const value = record.columns[name];
    if (value !== undefined) row[name] = readable(value);
  }
  return row;
}

/** How a record is seen as a row. */
export type ReadRecord = (record: StoredRecord, key: Uint8Array) => StoredRow | undefined;

function readable(value: Value): Value {
  return value instanceof Uint8Array ? Uint8Array.from(value) : value;
}

/** Columns of `base`, then those of `over`; what is undefined there becomes null. */
export function merged(base: StoredRow | undefined, over: StoredRow): StoredRow {
  const entries = Object.entries({ ...base, ...over }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

export interface RowWrite {
  key: Uint8Array;
  row: StoredRow;
  now: Instant;
  options?: WriteOptions | undefined;
}

/** The unconditional write: the named columns over what is there. */
export function writeRow(records: Records, { key, row, now, options }: RowWrite): void {
  const before = liveRecord(records, key, now);
  records.set(key, recordOf(merged(before?.columns, row), expiryOf(now, options)));
}

export function insertRow(records: Records, write: RowWrite, read: ReadRecord): ConditionalAnswer {
  const before = liveRecord(records, write.key, write.now);
  if (before) return { applied: false, current: read(before, write.key) };
  writeRow(records, write);
  return { applied: true };
}

/** The conditional write of a row. Without a new time to live the row keeps the one it has. */
export function changeRow(records: Records, write: RowWrite, expect: StoredRow): ConditionalAnswer {
  const before = liveRecord(records, write.key, write.now);
  if (!before || !holds(before.columns, expect)) return { applied: false, current: named(before, expect) };
  const expiry = expiryOf(write.now, write.options) ?? before.expiry;
  records.set(write.key, recordOf(merged(before.columns, write.row), expiry));
  return { applied: true };
}

export function holds(columns: StoredRow, expect: StoredRow): boolean {
  return Object.entries(expect).every(([name, value]) => sameValue(columns[name], value));
}

/** Of a record, only the columns that a condition named. */
export function named(record: StoredRecord | undefined, expect: StoredRow): StoredRow | undefined {
  if (!record) return undefined;
  return merged(
    undefined,
    Object.fromEntries(Object.keys(expect).map((name) => [name, record.columns[name]])),
  );
}

export function recordOf(columns: StoredRow, expiry: number | undefined): StoredRecord {
  return expiry === undefined ? { columns } : { columns, expiry };
}

export interface Scan {
  bounds: Bounds;
  limit: number;
  now: Instant;
}

/** Live rows within bounds, at most `limit`, and where to go on when there are more. */
export function scanRows(records: Records, { bounds, limit, now }: Scan, read: ReadRecord): Page {
  const rows: StoredRow[] = [];
  let last: Uint8Array | undefined;
  for (const { key, record } of records.scan(bounds)) {
    if (isExpired(record, now)) continue;
    if (rows.length === limit && last) return { rows, next: Buffer.from(last).toString('base64url') };
    rows.push(read(record, key) ?? {});
    last = key;
  }
  return { rows };
}

/** The bounds that are left of `bounds` after the page that ended with `token`. Refuses the token of another query. */
export function resumed(bounds: Bounds, token: string | undefined): Bounds {
  if (token === undefined) return bounds;
  const last = Buffer.from(token, 'base64url');
  const within = Buffer.compare(last, bounds.from) >= 0 && isBelow(last, bounds.before);
  if (!within) throw new UnknownPage();
  return bounds.reverse ? { ...bounds, before: last } : { ...bounds, from: justAfter(last) };
}

function isBelow(key: Uint8Array, end: Uint8Array | undefined): boolean {
  return end === undefined || Buffer.compare(key, end) < 0;
}
