import { parseMigration, type SchemaChange } from './parse-schema.ts';
import { addColumns, columnText, createTable, letChurn } from './print-schema.ts';
import { type TableSchema } from './table-schema.ts';

/** What migrations make of an empty keyspace, by name. Throws a TypeError that names the migration which cannot be. */
export function schemaAfter(migrations: readonly string[]): Map<string, TableSchema> {
  const tables = new Map<string, TableSchema>();
  migrations.forEach((text, index) => {
    try {
      for (const { change } of parseMigration(text)) apply(tables, change);
    } catch (cause) {
      throw new TypeError(`migration ${index + 1}: ${cause instanceof Error ? cause.message : ''}`, {
        cause,
      });
    }
  });
  return tables;
}

function apply(tables: Map<string, TableSchema>, change: SchemaChange): void {
  if (change.kind === 'create') {
    if (tables.has(change.table.name)) throw new TypeError(`${change.table.name} is there already`);
    tables.set(change.table.name, change.table);
    return;
  }
  const table = tables.get(change.table);
  if (!table) throw new TypeError(`there is no table ${change.table}`);
  if (change.kind === 'add') {
    tables.set(table.name, { ...table, columns: [...table.columns, ...change.columns] });
  } else if (change.kind === 'churn') {
    tables.set(table.name, { ...table, churns: true });
  } else if (change.column === undefined) {
    tables.delete(table.name);
  } else {
    const columns = table.columns.filter(({ name }) => name !== change.column);
    tables.set(table.name, { ...table, columns });
  }
}

/** What is still to be done so that tables become what they are to be: statements, and what no statement can do. */
export interface SchemaDifference {
  readonly statements: readonly string[];
  /** Sentences that name table and column. */
  readonly impossible: readonly string[];
}

export function differenceOf(
  present: ReadonlyMap<string, TableSchema>,
  wanted: readonly TableSchema[],
): SchemaDifference {
  const differences = wanted.map((table) => differenceOfTable(present.get(table.name), table));
  const names = new Set(wanted.map(({ name }) => name));
  const superfluous = [...present.keys()].filter((name) => !names.has(name));
  return {
    statements: [
      ...differences.flatMap(({ statements }) => statements),
      ...superfluous.map((name) => `DROP TABLE ${name};`),
    ],
    impossible: differences.flatMap(({ impossible }) => impossible),
  };
}

function differenceOfTable(present: TableSchema | undefined, wanted: TableSchema): SchemaDifference {
  if (!present) return { statements: [createTable(wanted)], impossible: [] };
  const before = new Map(present.columns.map((column) => [column.name, column]));
  const after = new Set(wanted.columns.map(({ name }) => name));
  const added = wanted.columns.filter(({ name }) => !before.has(name));
  const dropped = present.columns.filter(({ name }) => !after.has(name));
  const changed = wanted.columns.filter((column) => {
    const old = before.get(column.name);
    return old !== undefined && columnText(old) !== columnText(column);
  });
  return {
    statements: [
      ...(added.length > 0 ? [addColumns(wanted.name, added)] : []),
      ...(wanted.churns && !present.churns ? [letChurn(wanted.name)] : []),
      ...dropped.map(({ name }) => `ALTER TABLE ${wanted.name} DROP ${name};`),
    ],
    impossible: [
      ...changed.map((column) => `${wanted.name}.${column.name} cannot become ${columnText(column)}`),
      ...(shapeOf(present) === shapeOf(wanted) ? [] : [`${wanted.name}: key or order cannot change`]),
    ],
  };
}

function shapeOf({ partition, clustering, descending, windowHours }: TableSchema): string {
  return JSON.stringify([partition, clustering, descending, windowHours ?? 0]);
}

/** Definitions of one table by several versions of a service, as one table that suits them all. */
export function unionOf(tables: readonly TableSchema[]): TableSchema[] {
  const union = new Map<string, TableSchema>();
  for (const table of tables) {
    const known = union.get(table.name);
    const added = table.columns.filter(({ name }) => !known?.columns.some((column) => column.name === name));
    union.set(table.name, known ? { ...known, columns: [...known.columns, ...added] } : table);
  }
  return [...union.values()];
}
