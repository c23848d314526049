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

export function columnText({ name, type, isStatic }: ColumnSchema): string {
  return `${identifier(name)} ${type}${isStatic ? ' static' : ''}`;
}

function primaryKey({ partition, clustering }: TableSchema): string {
  return [`(${identifiers(partition)})`, ...clustering.map(identifier)].join(', ');
}

function optionsOf({ clustering, descending, windowHours }: TableSchema): string[] {
  const order = clustering.map((name) => `${identifier(name)} DESC`).join(', ');
  return [
    ...(descending ? [`CLUSTERING ORDER BY (${order})`] : []),
    ...(windowHours === undefined ? [] : [`compaction = ${windows(windowHours)}`]),
  ];
}

function windows(hours: number): string {
  return `{'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'HOURS', 'compaction_window_size': ${hours}}`;
}
