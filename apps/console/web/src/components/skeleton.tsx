import { classes } from './classes.ts';
import css from './skeleton.module.css';

interface SkeletonProps {
  /** What it stands for: a line of text, a row of a table, a card, a map. */
  shape?: 'line' | 'row' | 'card' | 'tall';
  /** How many. Default: 1. */
  count?: number;
  className?: string;
}

/** Holds the place of what loads, at its size, so that nothing jumps. */
export function Skeleton({ shape = 'line', count = 1, className }: SkeletonProps) {
  return Array.from({ length: count }, (_, at) => (
    <div key={at} className={classes(css.bone, css[shape], className)} aria-hidden />
  ));
}

/** Says that a view loads, once, for who cannot see it. */
export function Loading({ what, children }: { what: string; children: React.ReactNode }) {
  return (
    <div aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading {what}
      </p>
      {children}
    </div>
  );
}
