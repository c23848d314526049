import { type ReactNode } from 'react';

import { classes } from './classes.ts';
import css from './table.module.css';

export interface Column<T> {
  readonly key: string;
  readonly label: string;
  /** Figures stand to the right, under one another. */
  readonly numeric?: boolean;
  readonly cell: (row: T) => ReactNode;
  /** Makes the column one to sort by. */
  readonly sort?: (row: T) => number | string;
}

interface TableProps<T> {
  /** What it lists, for who cannot see it. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** In place of the labels of the columns: to sort by them. */
  head?: (column: Column<T>) => ReactNode;
  sortOf?: (column: Column<T>) => 'ascending' | 'descending' | undefined;
}

/** A table; on a phone a card a row, with the labels of the columns beside their cells. The first column names the row. */
export function Table<T>({ caption, columns, rows, keyOf, head, sortOf }: TableProps<T>) {
  return (
    <table className={css.table} role="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              role="columnheader"
              className={classes(column.numeric && css.numeric)}
              aria-sort={sortOf?.(column)}
            >
              {head ? head(column) : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column, at) => (
              <Cell key={column.key} column={column} row={row} names={at === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Roles are spelt out: as cards, rows are no longer laid out as a table, and some readers would forget that they are one. */
function Cell<T>({ column, row, names }: { column: Column<T>; row: T; names: boolean }) {
  const className = classes(column.numeric && css.numeric);
  const content = column.cell(row);
  if (names) {
    return (
      <th scope="row" role="rowheader" className={className}>
        {content}
      </th>
    );
  }
  return (
    <td role="cell" className={className} data-label={column.label}>
      {content}
    </td>
  );
}
