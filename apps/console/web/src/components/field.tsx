import { type ComponentProps, type ReactNode, useId } from 'react';

import css from './field.module.css';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  /** What is good to know before one types. */
  hint?: ReactNode;
}

/** A line to type in, with its label. */
export function Field({ label, hint, ...input }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <input className={css.input} id={id} aria-describedby={hint ? hintId : undefined} {...input} />
      {hint && (
        <p className={css.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface SelectFieldProps extends ComponentProps<'select'> {
  label: string;
}

/** A choice of few: the browser's own, which phones and keyboards know best. */
export function SelectField({ label, children, ...select }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <select className={css.input} id={id} {...select}>
        {children}
      </select>
    </div>
  );
}
