import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { Button } from '../components/button.tsx';
import css from './rows-editor.module.css';

interface RowsEditorProps<T> {
  legend: string;
  /** What they are for, in a sentence. */
  hint: string;
  /** What one of them is called: `label`. */
  what: string;
  rows: readonly T[];
  most: number;
  fresh: T;
  set: (rows: T[]) => void;
  children: (row: T, edit: (part: Partial<T>) => void) => ReactNode;
}

/** A list of things that one adds, edits and takes away: folded up while there are none. */
export function RowsEditor<T>({ legend, hint, what, rows, most, fresh, set, children }: RowsEditorProps<T>) {
  const [begunWithSome] = useState(rows.length > 0);
  const edit = (at: number, part: Partial<T>): void =>
    set(rows.map((row, other) => (other === at ? { ...row, ...part } : row)));
  return (
    <details className={css.editor} open={begunWithSome}>
      <summary className={css.summary}>
        <span className={css.legend}>{legend}</span>
        <span className={css.count}>{rows.length || 'none'}</span>
      </summary>
      <fieldset className={css.rows} aria-label={legend}>
        <p className={css.hint}>{hint}</p>
        {rows.map((row, at) => (
          <div key={at} className={css.row}>
            <div className={css.fields}>{children(row, (part) => edit(at, part))}</div>
            <Button
              look="quiet"
              onClick={() => set(rows.filter((_, other) => other !== at))}
              aria-label={`Take away ${what} ${at + 1}`}
            >
              <X size={16} aria-hidden />
            </Button>
          </div>
        ))}
        <Button className={css.add} onClick={() => set([...rows, fresh])} disabled={rows.length >= most}>
          <Plus size={16} aria-hidden /> Add a {what}
        </Button>
      </fieldset>
    </details>
  );
}
