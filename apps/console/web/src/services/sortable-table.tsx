import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';

import { type Column, Table } from '../components/table.tsx';
import { nextSorting, sorted, type Sorting } from './order.ts';
import css from './sortable-table.module.css';

interface SortableTableProps<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** How it is sorted until somebody chooses. */
  first: Sorting;
}

/** A table whose columns can be sorted by; on a phone by a list of them. */
export function SortableTable<T>({ columns, rows, first, ...table }: SortableTableProps<T>) {
  const [sorting, setSorting] = useState(first);
  const tell = columns.find(({ key }) => key === sorting.by)?.sort;
  const choose = (column: Column<T>): void =>
    setSorting((now) => nextSorting(now, column.key, column.key !== columns[0]?.key));
  return (
    <>
      <label className={css.choice}>
        Sorted by
        <select value={sorting.by} onChange={({ target }) => setSorting({ ...first, by: target.value })}>
          {columns.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Table
        {...table}
        columns={columns}
        rows={tell ? sorted(rows, tell, sorting.direction) : rows}
        sortOf={({ key }) => (key === sorting.by ? sorting.direction : undefined)}
        head={(column) => (
          <button type="button" className={css.head} onClick={() => choose(column)}>
            {column.label}
            {column.key === sorting.by && <Arrow direction={sorting.direction} />}
          </button>
        )}
      />
    </>
  );
}

function Arrow({ direction }: Pick<Sorting, 'direction'>) {
  const Icon = direction === 'ascending' ? ArrowUp : ArrowDown;
  return <Icon size={13} aria-hidden />;
}
