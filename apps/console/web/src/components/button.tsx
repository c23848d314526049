import { type ComponentProps } from 'react';

import css from './button.module.css';
import { classes } from './classes.ts';

interface ButtonProps extends ComponentProps<'button'> {
  /** Default: plain. One main button a dialog. */
  look?: 'main' | 'plain' | 'quiet' | 'danger';
  /** While it works it says so, and cannot be pressed again. */
  busy?: boolean;
}

export function Button({
  look = 'plain',
  busy = false,
  className,
  disabled,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(css.button, css[look], className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <span className={css.spinner} aria-hidden />}
      {children}
    </button>
  );
}
