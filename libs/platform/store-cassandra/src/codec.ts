import { type ColumnKind, type Columns, type StoredRow, type Value } from '@hansom/platform-store';
import { type types } from 'cassandra-driver';

/** The CQL type of each kind of column. Lists are frozen: one value, written and compared as a whole. */
export const CQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  int: 'int',
  bigint: 'bigint',
  double: 'double',
  boolean: 'boolean',
  blob: 'blob',
  timestamp: 'timestamp',
  text_list: 'frozen<list<text>>',
};

/** A value, in stored form, as the driver takes it. Null is said: what is left undefined the driver would not write at all. */
export function toCql(value: Value | undefined): unknown {
  if (value === undefined) return null;
  return value instanceof Uint8Array ? Buffer.from(value) : value;
}

/** What the driver gives for each kind, as the port has it. */
const READERS: Partial<Record<ColumnKind, (value: never) => Value>> = {
  blob: (value: Buffer) => Uint8Array.from(value),
  timestamp: (value: Date) => value.getTime(),
  text_list: (value: string[]) => Object.freeze([...value]),
};

/**
 * The named columns of a row that the driver gave. `nameOf` tells under which name a column is stored; null and an empty list are left
 * out.
 */
export function fromCql(
  columns: Columns,
  row: types.Row,
  nameOf: (column: string) => string = (column) => column,
): StoredRow {
  const entries = Object.entries(columns).flatMap(([name, { kind }]) => {
    const value: unknown = row[nameOf(name)];
    if (value === null || value === undefined) return [];
    const read = READERS[kind];
    return [[name, read ? read(value as never) : value]]; // of this kind, as the statement was prepared
  });
  return Object.fromEntries(entries);
}
