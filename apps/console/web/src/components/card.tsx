import { type ReactNode, useId } from 'react';

import css from './card.module.css';
import { classes } from './classes.ts';

interface CardProps {
  title: ReactNode;
  /** Beside the title: a figure, or a button. */
  aside?: ReactNode;
  /** Whether the content brings its own edges, as a table does. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A part of a view, with a heading of its own. */
export function Card({ title, aside, flush = false, className, children }: CardProps) {
  const heading = useId();
  return (
    <section className={classes(css.card, className)} aria-labelledby={heading}>
      <header className={css.header}>
        <h2 className={css.title} id={heading}>
          {title}
        </h2>
        {aside !== undefined && <div className={css.aside}>{aside}</div>}
      </header>
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  );
}
