import { type ReactNode } from 'react';

import { Mark } from '../shell/mark.tsx';
import css from './sign-in-card.module.css';

/** The one card of the views that one sees before one is signed in. */
export function SignInCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={css.page}>
      <div className={css.card}>
        <Mark size={44} />
        <h1 className={css.title}>{title}</h1>
        {children}
      </div>
      <p className={css.foot}>Hansom, an open taxi platform</p>
    </main>
  );
}
