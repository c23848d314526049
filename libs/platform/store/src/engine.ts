import { type Instant, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type Value } from './columns.ts';
import { type AggregateDefinition, type TableDefinition } from './definitions.ts';

/**
 * Values by column name, as an engine takes and gives them. Read: absent means null. Written: a column that is given as undefined
 * becomes null, a column that is left out keeps what it holds. An empty list is null.
 */
export type StoredRow = Readonly<Record<string, Value | undefined>>;

/**
 * `plain`: may be stale. `serial`: sees every conditional write that was answered before, and finishes one in flight
 * (Cassandra's SERIAL); only on contended tables and aggregates.
 */
export type ReadLevel = 'plain' | 'serial';

/**
 * The engine's answer to one send of a conditional write. `current` is what stood in the way, as read by the same operation:
 * the whole row for `insertIfAbsent`, otherwise the columns that the condition names; undefined when there is no row.
 */
export type ConditionalAnswer = { applied: true } | { applied: false; current: StoredRow | undefined };

/**
 * A write that may or may not have happened, or may still happen: a time-out, a lost connection. Also thrown for plain writes
 * (idempotent: simply sent again) and reads. Never means "not applied".
 */
export class OutcomeUnknown extends HansomError {
  constructor(description: string, cause?: unknown) {
    super('outcome_unknown', 'store.outcome_unknown', { description, cause });
  }
}

/** The engine cannot be reached; nothing was sent. */
export class StoreUnavailable extends HansomError {
  constructor(description: string, cause?: unknown) {
    super('unavailable', 'store.unavailable', { description, cause });
  }
}

/** A page was asked for by something that no answer to this query gave. */
export class UnknownPage extends HansomError {
  constructor() {
    const fields = [{ field: 'page', rule: 'must be as the last answer gave it' }];
    super('invalid_argument', 'store.unknown_page', {
      description: 'this page belongs to another query',
      fields,
    });
  }
}

export interface RangeQuery {
  partition: StoredRow;
  /** Clustering columns, or a leading part of them: the first row at or after this. */
  from?: StoredRow;
  /** Clustering columns, or a leading part of them: rows strictly before this. */
  before?: StoredRow;
  /** Newest (highest key) first. */
  reverse?: boolean;
  /** 1..1000 */
  limit: number;
  /** What a former page gave as `next`, for the same query. */
  page?: string;
}

export interface Page<Row = StoredRow> {
  /** At most `limit`; may be fewer, even none, on any page. */
  rows: Row[];
  /** Opaque; absent when nothing is left. */
  next?: string;
}

export interface WriteOptions {
  /**
   * Disposes of the row after at least this long (domain time, whole milliseconds). Meaning never hangs on it. Every write of a row
   * gives one or none does: in Cassandra each column keeps its own.
   */
  ttlMs?: Millis;
}

/** A compare-and-set: columns that are not part of the key. */
export interface Change extends WriteOptions {
  expect: StoredRow;
  set: StoredRow;
}

/** Version and fence as read from a state. 0 is absent, in a partition that may not exist. */
export interface Stand {
  version: number;
  fence: number;
}

/** One transition: the condition, the named state columns, and the event row `expect.version + 1`. */
export interface TransitionBatch {
  id: string;
  expect: Stand;
  /** Columns of the state, `version` among them, `fence` never. Only these are written: others keep what they hold. */
  state: StoredRow;
  /** `EVENT_COLUMNS`. */
  event: StoredRow;
  eventTtlMs?: Millis;
}

/**
 * What a store engine can do: exactly what Cassandra can promise, and nothing more. One engine object belongs to one
 * service and sees that service's tables only. Every method sends once: nothing is repeated inside.
 *
 * Engines keep columns that a definition does not know: another version of the service may be running.
 */
export interface Engine {
  get(table: TableDefinition, key: StoredRow, level: ReadLevel): Promise<StoredRow | undefined>;
  /** Rows of one partition in clustering order. */
  range(table: TableDefinition, query: RangeQuery): Promise<Page>;
  /** Writes the named columns of a row of a table that is not contended; creates it when absent. */
  put(table: TableDefinition, row: StoredRow, options?: WriteOptions): Promise<void>;
  /** Removes a row of a table that is not contended. */
  delete(table: TableDefinition, key: StoredRow): Promise<void>;
  insertIfAbsent(table: TableDefinition, row: StoredRow, options?: WriteOptions): Promise<ConditionalAnswer>;
  /**
   * Writes `set` when every column of `expect` holds the given value (undefined: null). One expected value at least is not null, so
   * the row must exist.
   */
  compareAndSet(table: TableDefinition, key: StoredRow, change: Change): Promise<ConditionalAnswer>;

  /** The static columns. Undefined when neither a version nor a fence was ever written. */
  readState(of: AggregateDefinition, id: string, level: ReadLevel): Promise<StoredRow | undefined>;
  readEvent(
    of: AggregateDefinition,
    event: { id: string; version: number },
    level: ReadLevel,
  ): Promise<StoredRow | undefined>;
  /** Events `from <= version <= to`, ascending, at most 1000; plain. Rows that expired are missing. */
  readEvents(of: AggregateDefinition, id: string, range: { from: number; to: number }): Promise<StoredRow[]>;
  /** State and event in one conditional batch on the partition. */
  commit(of: AggregateDefinition, batch: TransitionBatch): Promise<ConditionalAnswer>;
  /** Sets `fence` to `expect.fence + 1` if version and fence are as expected; the partition may be missing. */
  raiseFence(of: AggregateDefinition, id: string, expect: Stand): Promise<ConditionalAnswer>;

  /** Idempotent. */
  close(): Promise<void>;
}

/** What a service keeps, as far as an engine must know it beforehand. */
export interface Keeps {
  /** `global`: in every region, and what is conditional is decided among all of them. */
  readonly scope: 'regional' | 'global';
  /** Of all that the service or the platform on its behalf reads or writes. */
  readonly definitions: readonly (TableDefinition | AggregateDefinition)[];
  /** How the schema of an engine that has one came to be what the definitions say: the first, and what was changed since. */
  readonly migrations: readonly string[];
}

/** What an engine finds when it looks at how it is. */
export interface StoreFinding {
  readonly ok: boolean;
  /** Why not, for a person. */
  readonly message?: string;
  /** By name with the unit. */
  readonly measurements?: Readonly<Record<string, number>>;
}

/** Something to look at regularly. `pager`: without it the service is of no use. */
export interface StoreCheck {
  /** kebab-case */
  readonly name: string;
  readonly priority: 'pager' | 'warning';
  readonly everyMs: Millis;
  readonly run: () => Promise<StoreFinding>;
}

/** A store installation: hands each service its own engine. */
export interface Store {
  /** What it is called where it is measured: `cassandra`. */
  readonly system: string;
  /** `keeps`: needed by engines that have a schema, of services that they serve for real. */
  open(service: string, keeps?: Keeps): Promise<Engine>;
  /** What to look at for a service that was opened. */
  checks(service: string): readonly StoreCheck[];
  close(): Promise<void>;
}

/** When a row with this time to live, written now, may go. */
export function expiryOf(now: Instant, options: WriteOptions | undefined): number | undefined {
  return options?.ttlMs === undefined ? undefined : now + options.ttlMs;
}
