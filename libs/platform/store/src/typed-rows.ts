import { type Columns, type RowOf, type Value } from './columns.ts';
import { checkedRequired, columnError } from './checks.ts';
import { allColumns, type TableDefinition } from './definitions.ts';
import { type StoredRow } from './engine.ts';
import { isOfKind } from './values.ts';

/** A whole row of a table as code sees it. */
export type TableRow<D extends TableDefinition> = RowOf<D['partition']> &
  RowOf<D['clustering']> &
  RowOf<D['columns']>;
/** What addresses one row. */
export type TableKey<D extends TableDefinition> = RowOf<D['partition']> & RowOf<D['clustering']>;

/**
 * A stored row as the type that its columns describe. Null is undefined, or the empty list for a list that is not optional.
 * Throws a TypeError that names table and column when another one is missing or not of its kind.
 */
export function parsedRow<C extends Columns>(of: string, columns: C, row: StoredRow): RowOf<C> {
  const parsed: Record<string, Value> = {};
  for (const name of Object.keys(columns)) {
    const value = parsedValue({ of, name, column: columns[name] }, row[name]);
    if (value !== undefined) parsed[name] = value;
  }
  return parsed as RowOf<C>; // each column was just checked against its kind
}

function parsedValue(
  { of, name, column }: { of: string; name: string; column: Columns[string] | undefined },
  value: StoredRow[string],
): StoredRow[string] {
  if (!column) return undefined;
  if (value === undefined) {
    if (column.optional) return undefined;
    if (column.kind === 'text_list') return [];
    throw columnError(of, name, 'missing in a stored row');
  }
  if (!isOfKind(column.kind, value))
    throw columnError(of, name, `stored value is not of kind ${column.kind}`);
  return value;
}

export function parsedTableRow<D extends TableDefinition>(definition: D, row: StoredRow): TableRow<D> {
  return parsedRow(definition.name, allColumns(definition), row) as TableRow<D>; // the same columns, merged
}

/** The row in stored form. Refuses one that lacks a required column, has an unknown one, or a value of another kind. */
export function checkedTableRow(definition: TableDefinition, row: StoredRow): StoredRow {
  return checkedRequired(definition.name, allColumns(definition), row);
}
