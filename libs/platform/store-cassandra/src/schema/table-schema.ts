import {
  type AggregateDefinition,
  type Columns,
  EVENT_COLUMNS,
  STATE_COLUMNS,
  type TableDefinition,
} from '@hansom/platform-store';

import { CQL_TYPES } from '../codec.ts';

export type Definition = TableDefinition | AggregateDefinition;

export interface ColumnSchema {
  readonly name: string;
  /** As CQL spells it. */
  readonly type: string;
  readonly isStatic: boolean;
}

/** A table as Cassandra keeps it. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  /** Names of columns. */
  readonly partition: readonly string[];
  readonly clustering: readonly string[];
  /** Highest key first. */
  readonly descending: boolean;
  /** Rows all expire, in the order in which they were written: they lie together by windows of so many hours. */
  readonly windowHours: number | undefined;
  /** Deleted rows are forgotten within the hour, not after ten days: reads pass each until then. */
  readonly churns: boolean;
}

/** The column of an aggregate's partition. */
export const AGGREGATE_ID = 'id';
/** States and events have columns of the same name: those of events are told by this. */
const EVENT = 'event_';

export function eventColumn(name: string): string {
  return EVENT + name;
}

const HOUR_MS = 3_600_000;
/** More of them cost reads, fewer keep what has expired for longer. */
const WINDOWS = 28;

export function schemaOf(definition: Definition): TableSchema {
  return definition.shape === 'table' ? schemaOfTable(definition) : schemaOfAggregate(definition);
}

function schemaOfTable(definition: TableDefinition): TableSchema {
  const { name, partition, clustering, columns, livesMs, churns = false } = definition;
  return {
    name,
    columns: columnsOf({ ...partition, ...clustering, ...columns }),
    partition: Object.keys(partition),
    clustering: Object.keys(clustering),
    descending: false,
    windowHours: livesMs === undefined ? undefined : Math.max(1, Math.ceil(livesMs / WINDOWS / HOUR_MS)),
    churns,
  };
}

/** The state in static columns, the events in rows. The newest lies first: it is the last to expire, so a read of the state meets no dead rows. */
function schemaOfAggregate({ name, fields }: AggregateDefinition): TableSchema {
  const events = Object.entries(EVENT_COLUMNS).map(([column, { kind }]) => ({
    name: eventColumn(column),
    type: CQL_TYPES[kind],
    isStatic: false,
  }));
  const state = columnsOf({ ...STATE_COLUMNS, ...fields }).map((column) => ({ ...column, isStatic: true }));
  return {
    name,
    columns: [{ name: AGGREGATE_ID, type: 'text', isStatic: false }, ...events, ...state],
    partition: [AGGREGATE_ID],
    clustering: [eventColumn('version')],
    descending: true,
    windowHours: undefined,
    churns: false,
  };
}

function columnsOf(columns: Columns): ColumnSchema[] {
  return Object.entries(columns).map(([name, { kind }]) => ({
    name,
    type: CQL_TYPES[kind],
    isStatic: false,
  }));
}
