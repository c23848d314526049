import { type Columns, type RowOf } from './columns.ts';
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
  const entries = Object.entries(columns).flatMap(([name, { kind, optional }]) => {
    const value = row[name];
    if (value === undefined) {
      if (kind === 'text_list' && !optional) return [[name, []]];
      if (!optional) throw columnError(of, name, 'missing in a stored row');
      return [];
    }
    if (!isOfKind(kind, value)) throw columnError(of, name, `stored value is not of kind ${kind}`);
    return [[name, value]];
  });
  return Object.fromEntries(entries) as RowOf<C>; // each column was just checked against its kind
}

export function parsedTableRow<D extends TableDefinition>(definition: D, row: StoredRow): TableRow<D> {
  return parsedRow(definition.name, allColumns(definition), row) as TableRow<D>; // the same columns, merged
}

/** The row in stored form. Refuses one that lacks a required column, has an unknown one, or a value of another kind. */
export function checkedTableRow(definition: TableDefinition, row: StoredRow): StoredRow {
  return checkedRequired(definition.name, allColumns(definition), row);
}
