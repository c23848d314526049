import { CHURNING } from './print-schema.ts';
import { type ColumnSchema, type TableSchema } from './table-schema.ts';

/** One step of a migration. */
export type SchemaChange =
  | { readonly kind: 'create'; readonly table: TableSchema }
  | { readonly kind: 'add'; readonly table: string; readonly columns: readonly ColumnSchema[] }
  | { readonly kind: 'churn'; readonly table: string }
  | { readonly kind: 'drop'; readonly table: string; readonly column: string | undefined };

export interface ParsedStatement {
  readonly change: SchemaChange;
  /** The same in a keyspace, and doing nothing where it was done already: what stopped half-way is simply begun again. */
  readonly cqlIn: (keyspace: string) => string;
}

const NAME = '("?[a-z][a-z0-9_]*"?)';
const CREATE = new RegExp(
  `^CREATE TABLE ${NAME} \\( ?(.+), PRIMARY KEY \\(\\((.+?)\\)(?:, (.+?))?\\) ?\\)(?: WITH (.+))?$`,
);
const ADD = new RegExp(`^ALTER TABLE ${NAME} ADD \\((.+)\\)$`);
const ALTER = new RegExp(`^ALTER TABLE ${NAME} WITH (.+)$`);
const DROP_COLUMN = new RegExp(`^ALTER TABLE ${NAME} DROP ${NAME}$`);
const DROP_TABLE = new RegExp(`^DROP TABLE ${NAME}$`);

/** The statements of a migration. Throws a TypeError for one that is none of those few which every version of a service can live with. */
export function parseMigration(text: string): ParsedStatement[] {
  return text
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '')
    .map(parseStatement);
}

function parseStatement(cql: string): ParsedStatement {
  const parsed = parseCreate(cql) ?? parseAdd(cql) ?? parseChurn(cql) ?? parseDrop(cql);
  if (parsed) return parsed;
  throw new TypeError(
    `a migration may CREATE TABLE, ALTER TABLE ADD (..), ALTER TABLE WITH, ALTER TABLE DROP and DROP TABLE, as hansom db cql prints it: ${cql}`,
  );
}

function parseCreate(cql: string): ParsedStatement | undefined {
  const [, table, columns, partition, clustering = '', options = ''] = CREATE.exec(cql) ?? [];
  if (table === undefined || columns === undefined || partition === undefined) return undefined;
  const hours = /'compaction_window_size': (\d+)/.exec(options)?.[1];
  const rest = cql.slice(`CREATE TABLE ${table}`.length);
  return {
    change: {
      kind: 'create',
      table: {
        name: plain(table),
        columns: parseColumns(columns),
        partition: names(partition),
        clustering: names(clustering),
        descending: options.includes(' DESC)'),
        windowHours: hours === undefined ? undefined : Number(hours),
        churns: options.includes(CHURNING),
      },
    },
    cqlIn: (keyspace) => `CREATE TABLE IF NOT EXISTS ${keyspace}.${table}${rest}`,
  };
}

function parseAdd(cql: string): ParsedStatement | undefined {
  const [, table, columns] = ADD.exec(cql) ?? [];
  if (table === undefined || columns === undefined) return undefined;
  return {
    change: { kind: 'add', table: plain(table), columns: parseColumns(columns) },
    cqlIn: (keyspace) => `ALTER TABLE ${keyspace}.${table} ADD IF NOT EXISTS (${columns})`,
  };
}

function parseChurn(cql: string): ParsedStatement | undefined {
  const [, table, options] = ALTER.exec(cql) ?? [];
  if (table === undefined || options !== CHURNING) return undefined;
  return {
    change: { kind: 'churn', table: plain(table) },
    cqlIn: (keyspace) => `ALTER TABLE ${keyspace}.${table} WITH ${options}`,
  };
}

function parseDrop(cql: string): ParsedStatement | undefined {
  const [, table = DROP_TABLE.exec(cql)?.[1], column] = DROP_COLUMN.exec(cql) ?? [];
  if (table === undefined) return undefined;
  return {
    change: { kind: 'drop', table: plain(table), column: column && plain(column) },
    cqlIn: (keyspace) =>
      column === undefined
        ? `DROP TABLE IF EXISTS ${keyspace}.${table}`
        : `ALTER TABLE ${keyspace}.${table} DROP IF EXISTS ${column}`,
  };
}

function parseColumns(text: string): ColumnSchema[] {
  return text.split(', ').map((column) => {
    const [name = '', type = '', word] = column.split(' ');
    return { name: plain(name), type, isStatic: word === 'static' };
  });
}

function names(text: string): string[] {
  return text === '' ? [] : text.split(', ').map(plain);
}

function plain(name: string): string {
  return name.replaceAll('"', '');
}
