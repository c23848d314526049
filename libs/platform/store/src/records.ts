import { type Instant } from '@hansom/platform-context';

import { type StoredRow } from './engine.ts';

/** A row as it lies in an engine that keeps ordered records: no column is null, and what its key says is not said again. */
export interface StoredRecord {
  readonly columns: StoredRow;
  /** Domain time after which the record is gone. */
  readonly expiry?: number;
}

export interface Bounds {
  /** First key, included. */
  from: Uint8Array;
  /** First key beyond; undefined: to the end. */
  before: Uint8Array | undefined;
  reverse: boolean;
}

/** The records of one table of one service, by key bytes, within one atomic step. */
export interface Records {
  get(key: Uint8Array): StoredRecord | undefined;
  set(key: Uint8Array, record: StoredRecord): void;
  remove(key: Uint8Array): void;
  scan(bounds: Bounds): Iterable<{ key: Uint8Array; record: StoredRecord }>;
}

/** Whether the record's time to live has passed. */
export function isExpired(record: StoredRecord, now: Instant): boolean {
  return record.expiry !== undefined && now > record.expiry;
}
