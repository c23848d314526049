import { type ReactNode } from 'react';

import css from './facts.module.css';

/** Labels and what stands under them, of which some may be absent. */
export function Facts({ facts }: { facts: readonly (readonly [label: string, fact: ReactNode])[] }) {
  const known = facts.filter(
    ([, fact]) => fact !== undefined && fact !== '' && fact !== null && fact !== false,
  );
  return (
    <dl className={css.facts}>
      {known.map(([label, fact]) => (
        <div key={label} className={css.fact}>
          <dt className={css.label}>{label}</dt>
          <dd className={css.value}>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
