import { type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';

import css from './empty.module.css';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  /** Why there is nothing, and what to do about it. */
  children?: ReactNode;
  /** As a part of a card rather than the whole view. */
  small?: boolean;
}

/** Nothing to show, and why. */
export function Empty({ icon: Icon, title, children, small = false }: EmptyProps) {
  return (
    <div className={small ? css.small : css.empty}>
      <Icon size={small ? 20 : 32} strokeWidth={1.5} aria-hidden />
      <p className={css.title}>{title}</p>
      {children && <div className={css.text}>{children}</div>}
    </div>
  );
}
