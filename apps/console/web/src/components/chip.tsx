import { CircleAlert, CircleCheck, CircleDot, CircleX, Info, type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';

import css from './chip.module.css';
import { classes } from './classes.ts';

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info';

const ICONS: Record<Tone, LucideIcon> = {
  neutral: CircleDot,
  good: CircleCheck,
  warn: CircleAlert,
  bad: CircleX,
  info: Info,
};

interface ChipProps {
  tone?: Tone;
  /** In place of the sign of its tone. */
  icon?: ReactNode;
  children: ReactNode;
}

/** A state in a word, told by sign and colour. */
export function Chip({ tone = 'neutral', icon, children }: ChipProps) {
  const Icon = ICONS[tone];
  return (
    <span className={classes(css.chip, css[tone])}>
      {icon ?? <Icon size={14} aria-hidden />}
      {children}
    </span>
  );
}
