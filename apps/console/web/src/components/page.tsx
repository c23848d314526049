import { type ReactNode } from 'react';

import css from './page.module.css';
import { useTitle } from './use-title.ts';

interface PageProps {
  title: string;
  /** In place of the title as text. */
  heading?: ReactNode;
  /** Under the title. */
  lead?: ReactNode;
  /** Beside the title. */
  actions?: ReactNode;
  hideTitle?: boolean;
  children: ReactNode;
}

/** The frame of a view that is read: its title, and its content in a column that can be taken in. */
export function Page({ title, heading = title, lead, actions, hideTitle = false, children }: PageProps) {
  useTitle(title);
  return (
    <div className={css.page}>
      <header className={hideTitle ? 'visually-hidden' : css.header}>
        <div className={css.titles}>
          <h1 className={css.title}>{heading}</h1>
          {lead && <div className={css.lead}>{lead}</div>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
