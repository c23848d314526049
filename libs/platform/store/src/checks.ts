import { type Columns } from './columns.ts';
import { keyColumns, type TableDefinition } from './definitions.ts';
import { type StoredRow, type WriteOptions } from './engine.ts';
import { isOfKind, storedForm } from './values.ts';

const MAX_PAGE = 1000;

/** A broken rule about one column, told before anything is sent. */
export function columnError(of: string, name: string, rule: string): TypeError {
  return new TypeError(`${of}.${name}: ${rule}`);
}

/** The given columns in stored form. Refuses columns that are not among `columns` and values of another kind. */
export function checkedColumns(of: string, columns: Columns, row: StoredRow): StoredRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
      if (!column) throw columnError(of, name, 'no such column here');
      if (value === undefined) return [name, undefined];
      if (!isOfKind(column.kind, value)) throw columnError(of, name, `not a value of kind ${column.kind}`);
      return [name, storedForm(column.kind, value)];
    }),
  );
}

/** These columns and no other; those that are not optional must be there (a list may be empty). */
export function checkedRequired(of: string, columns: Columns, row: StoredRow): StoredRow {
  const checked = checkedColumns(of, columns, row);
  for (const [name, column] of Object.entries(columns)) {
    if (!column.optional && row[name] === undefined) throw columnError(of, name, 'missing');
  }
  return checked;
}

/** All of these columns and no other, for keys. */
export function checkedWhole(of: string, columns: Columns, row: StoredRow): StoredRow {
  const checked = checkedColumns(of, columns, row);
  for (const name of Object.keys(columns)) {
    if (checked[name] === undefined) throw columnError(of, name, 'missing');
  }
  return checked;
}

/** A full key of the table. Empty text and blobs cannot be (part of) a partition key. */
export function checkedKey(table: TableDefinition, key: StoredRow): StoredRow {
  const checked = checkedWhole(table.name, keyColumns(table), key);
  checkPartition(table.name, table.partition, checked);
  return checked;
}

export function checkedPartition(table: TableDefinition, partition: StoredRow): StoredRow {
  const checked = checkedWhole(table.name, table.partition, partition);
  checkPartition(table.name, table.partition, checked);
  return checked;
}

function checkPartition(of: string, columns: Columns, values: StoredRow): void {
  for (const name of Object.keys(columns)) {
    const value = values[name];
    const empty = value === '' || (value instanceof Uint8Array && value.length === 0);
    if (empty) throw columnError(of, name, 'empty in a partition key');
  }
}

/** A leading part of the clustering key: the columns it names and their values. */
export function checkedPrefix(
  table: TableDefinition,
  prefix: StoredRow,
): { columns: Columns; values: StoredRow } {
  const values = checkedColumns(table.name, table.clustering, prefix);
  const names = Object.keys(table.clustering);
  const given = names.filter((name) => values[name] !== undefined);
  const gap = given.findIndex((name, index) => names[index] !== name);
  if (gap >= 0) throw columnError(table.name, names[gap] ?? '', 'missing before a later clustering column');
  return { columns: Object.fromEntries(Object.entries(table.clustering).slice(0, given.length)), values };
}

/** A row with its whole key, split. */
export function checkedRow(table: TableDefinition, row: StoredRow): { key: StoredRow; columns: StoredRow } {
  const keys = keyColumns(table);
  const isKey = ([name]: [string, unknown]): boolean => Object.hasOwn(keys, name);
  const entries = Object.entries(row);
  return {
    key: checkedKey(table, Object.fromEntries(entries.filter(isKey))),
    columns: checkedColumns(
      table.name,
      table.columns,
      Object.fromEntries(entries.filter((entry) => !isKey(entry))),
    ),
  };
}

/** Cassandra would fulfil a condition of nulls alone on a row that does not exist: so one value at least is needed. */
export function checkExpectation(of: string, expect: StoredRow): void {
  if (!Object.values(expect).some((value) => value !== undefined)) {
    throw new TypeError(`${of}: a condition needs at least one column that is not null`);
  }
}

export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new TypeError(`limit ${limit} is not 1..${MAX_PAGE}`);
  }
}

export function checkTtl(options: WriteOptions | undefined): void {
  const ttl = options?.ttlMs;
  if (ttl !== undefined && !(Number.isSafeInteger(ttl) && ttl > 0)) {
    throw new TypeError(`a time to live of ${ttl} ms is not a whole number above 0`);
  }
}

/** Contended tables are written by conditional writes only, all others by plain writes only. */
export function checkKindOfWrite(table: TableDefinition, conditional: boolean): void {
  if (table.contended !== conditional) {
    const only = table.contended ? 'insertIfAbsent and compareAndSet' : 'put and delete';
    throw new TypeError(`${table.name} is written by ${only} only`);
  }
}
