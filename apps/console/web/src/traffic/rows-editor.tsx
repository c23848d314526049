import { Plus, X } from 'lucide-react';
import { type ReactNode } from 'react';

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

/** A list of things that one adds, edits and takes away. */
export function RowsEditor<T>({ legend, hint, what, rows, most, fresh, set, children }: RowsEditorProps<T>) {
  const edit = (at: number, part: Partial<T>): void =>
    set(rows.map((row, other) => (other === at ? { ...row, ...part } : row)));
  return (
    <fieldset className={css.editor}>
      <legend className={css.legend}>{legend}</legend>
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
  );
}
