import { CircleAlert, CircleX, Info, type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';

import { classes } from './classes.ts';
import css from './notice.module.css';

const ICONS: Record<NoticeTone, LucideIcon> = { info: Info, warn: CircleAlert, bad: CircleX };
type NoticeTone = 'info' | 'warn' | 'bad';

interface NoticeProps {
  tone?: NoticeTone;
  title?: ReactNode;
  /** To be read out as soon as it is there. */
  urgent?: boolean;
  children?: ReactNode;
}

/** Something that one should know, in place. */
export function Notice({ tone = 'info', title, urgent = false, children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={classes(css.notice, css[tone])} role={urgent ? 'alert' : undefined}>
      <Icon className={css.icon} size={18} aria-hidden />
      <div className={css.body}>
        {title && <p className={css.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
