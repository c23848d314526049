import { identifier, identifiers } from '../identifiers.ts';
import { type ColumnSchema, type TableSchema } from './table-schema.ts';

/** The statement that makes a table. `in`: the keyspace, where it is not the one in use. */
export function createTable(table: TableSchema): string {
  const columns = table.columns.map((column) => `  ${columnText(column)},`);
  const options = optionsOf(table);
  return [
    `CREATE TABLE ${identifier(table.name)} (`,
    ...columns,
    `  PRIMARY KEY (${primaryKey(table)})`,
    `)${options.length > 0 ? ` WITH ${options.join(' AND ')}` : ''};`,
  ].join('\n');
}

/** The statement that gives a table more columns. */
export function addColumns(table: string, columns: readonly ColumnSchema[]): string {
  return `ALTER TABLE ${identifier(table)} ADD (${columns.map(columnText).join(', ')});`;
}

/** The statement that makes a table that is there forget soon what was deleted. */
export function letChurn(table: string): string {
  return `ALTER TABLE ${identifier(table)} WITH ${CHURNING};`;
}

export function columnText({ name, type, isStatic }: ColumnSchema): string {
  return `${identifier(name)} ${type}${isStatic ? ' static' : ''}`;
}

function primaryKey({ partition, clustering }: TableSchema): string {
  return [`(${identifiers(partition)})`, ...clustering.map(identifier)].join(', ');
}

/**
 * Deletions wait for a node that is away for ten minutes, are written to disk as often, and go with the next merge: the levels hold all of a
 * partition, where other strategies leave what was deleted beside older rows that it still hides.
 */
export const CHURNING = [
  "compaction = {'class': 'LeveledCompactionStrategy'}",
  'gc_grace_seconds = 600',
  'memtable_flush_period_in_ms = 600000',
].join(' AND ');

function optionsOf({ clustering, descending, windowHours, churns }: TableSchema): string[] {
  const order = clustering.map((name) => `${identifier(name)} DESC`).join(', ');
  return [
    ...(descending ? [`CLUSTERING ORDER BY (${order})`] : []),
    ...(windowHours === undefined ? [] : [`compaction = ${windows(windowHours)}`]),
    ...(churns ? [CHURNING] : []),
  ];
}

function windows(hours: number): string {
  return `{'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'HOURS', 'compaction_window_size': ${hours}}`;
}
