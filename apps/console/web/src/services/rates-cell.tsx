import { type Rates } from '@hansom/client-console';

import { formatRate } from '../format/number.ts';
import css from './rates.module.css';

/** Over the last minute, and small over 5 and 15. */
export function RatesCell({ rates, bad = false }: { rates: Rates; bad?: boolean }) {
  const { perSecond1m, perSecond5m, perSecond15m } = rates;
  return (
    <span className={css.rates}>
      <span className={bad && perSecond1m > 0 ? css.bad : undefined}>{formatRate(perSecond1m)}</span>
      <span className={css.longer}>
        {formatRate(perSecond5m)}, {formatRate(perSecond15m)}
      </span>
    </span>
  );
}
