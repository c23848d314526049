import { type Millis } from '@hansom/platform-context';

import { blob, type Columns, int, optional, text, textList, timestamp } from './columns.ts';

/**
 * A table: rows addressed by a partition key and, within the partition, ordered by a clustering key (ascending, column by column).
 *
 * `contended`: its rows are written by `insertIfAbsent` and `compareAndSet` only. Any other table is written by `put`
 * and `delete` only. One cell never sees both, because Cassandra orders the two kinds of write by different clocks.
 */
export interface TableDefinition<
  P extends Columns = Columns,
  K extends Columns = Columns,
  C extends Columns = Columns,
  Contended extends boolean = boolean,
> {
  readonly shape: 'table';
  readonly name: string;
  readonly partition: P;
  readonly clustering: K;
  readonly columns: C;
  readonly contended: Contended;
  /**
   * Every row is written about when it begins to count, is never deleted, and expires after about so long: an engine may keep together what
   * goes together.
   */
  readonly livesMs?: Millis | undefined;
  /**
   * Rows come and are deleted within minutes, and what is left is read from the front: an engine must soon forget what was deleted. A row that comes
   * back from a node that was away does no harm.
   */
  readonly churns?: boolean | undefined;
}

export function table<
  P extends Columns,
  C extends Columns,
  K extends Columns = Record<never, never>,
>(definition: {
  name: string;
  partition: P;
  clustering?: K;
  columns: C;
  livesMs?: Millis;
  churns?: boolean;
}): TableDefinition<P, K, C, false> {
  const { name, partition, columns, livesMs, churns } = definition;
  checkNames(name, { ...partition, ...definition.clustering, ...columns });
  checkKeys(name, { ...partition, ...definition.clustering });
  return {
    shape: 'table',
    name,
    partition,
    clustering: definition.clustering ?? ({} as K),
    columns,
    contended: false,
    ...(livesMs !== undefined && { livesMs }),
    ...(churns && { churns }),
  };
}

/** A table whose rows several writers may want at once. */
export function contendedTable<
  P extends Columns,
  C extends Columns,
  K extends Columns = Record<never, never>,
>(definition: { name: string; partition: P; clustering?: K; columns: C }): TableDefinition<P, K, C, true> {
  return { ...table(definition), contended: true };
}

/** What a state of an aggregate means to those who wait for it. */
export interface StateTraits {
  /** Nothing leaves this state. */
  terminal?: boolean;
  /** In this (terminal) state the aggregate's claims may move on to another. */
  freesClaims?: boolean;
}

/** The state that makes an aggregate impossible: whoever gave up waiting for it created it so. It always frees claims. */
export const ABANDONED = 'ABANDONED';

/**
 * An aggregate: one partition. Its static columns are the state (`STATE_COLUMNS` and the `fields`), its rows are the
 * events that led there, by version, dense from 1.
 */
export interface AggregateDefinition<F extends Columns = Columns, S extends string = string> {
  readonly shape: 'aggregate';
  readonly name: string;
  readonly fields: F;
  readonly states: Readonly<Record<S, StateTraits>>;
}

export function aggregate<F extends Columns, S extends string>(definition: {
  name: string;
  fields: F;
  states: Record<S, StateTraits>;
}): AggregateDefinition<F, S> {
  checkNames(definition.name, definition.fields);
  const taken = Object.keys(definition.fields).find(isTaken);
  if (taken) throw new TypeError(`${definition.name}.${taken}: every aggregate has this column already`);
  return { shape: 'aggregate', ...definition };
}

/** Names that an engine needs where it keeps states and events in one place. */
function isTaken(name: string): boolean {
  return Object.hasOwn(STATE_COLUMNS, name) || name === 'id' || name.startsWith('event_');
}

/** The static columns that every aggregate has beside its own fields. */
export const STATE_COLUMNS = {
  /** 0 and absent alike mean: does not exist yet. */
  version: int(),
  /** Raised by whoever gives up on an intention; every batch requires it unchanged. */
  fence: int(),
  state: text(),
  /** Version and attempt of the transition that entered the present state. */
  entered_version: int(),
  entered_attempt: text(),
  /** Idempotency keys of the last commands, newest last. */
  commands: textList(),
} as const satisfies Columns;

/** The columns of an event row; its clustering key is `version`. */
export const EVENT_COLUMNS = {
  version: int(),
  /** The id of the attempt that created the row: how its writer recognises its own work. */
  attempt: text(),
  /** `<aggregate>.<what>`. */
  type: text(),
  payload: blob(),
  occurred_at: timestamp(),
  city: optional(text()),
  region: optional(text()),
  tenancy: optional(text()),
  traceparent: optional(text()),
  on_behalf_of: optional(text()),
} as const satisfies Columns;

const merged = new WeakMap<TableDefinition, { keys: Columns; all: Columns }>();

/** All key columns of a table, in order. */
export function keyColumns(definition: TableDefinition): Columns {
  return mergedColumns(definition).keys;
}

/** All columns of a table, those of its key first. */
export function allColumns(definition: TableDefinition): Columns {
  return mergedColumns(definition).all;
}

/** Put together once a table: every call of an engine asks for them. */
function mergedColumns(definition: TableDefinition): { keys: Columns; all: Columns } {
  const known = merged.get(definition);
  if (known) return known;
  const keys = Object.freeze({ ...definition.partition, ...definition.clustering });
  const columns = { keys, all: Object.freeze({ ...keys, ...definition.columns }) };
  merged.set(definition, columns);
  return columns;
}

const SNAKE_CASE = /^[a-z][a-z0-9_]{0,47}$/;

/** Names become identifiers of every engine: snake_case, at most 48 characters. */
function checkNames(table: string, columns: Columns): void {
  const bad = [table, ...Object.keys(columns)].find((name) => !SNAKE_CASE.test(name));
  if (bad !== undefined)
    throw new TypeError(`${table}: ${bad} is not a snake_case name of at most 48 characters`);
}

function checkKeys(table: string, keys: Columns): void {
  const bad = Object.entries(keys).find(([, column]) => column.optional || column.kind === 'text_list');
  if (bad) throw new TypeError(`${table}.${bad[0]}: optional columns and lists cannot be part of a key`);
}
