import { type DriverStory } from '@hansom/client-console';

import { Card } from '../../components/card.tsx';
import { formatMoney } from '../../format/money.ts';
import { formatCounted } from '../../format/number.ts';
import css from './takings-card.module.css';

/** What riders pay for the jobs of the day. */
export function TakingsCard({ story: { takings, jobs } }: { story: DriverStory }) {
  const paid = jobs.filter(({ state, lost }) => state === 'COMPLETED' && !lost).length;
  return (
    <Card title="Takings today" aside={formatCounted(paid, 'ride')}>
      <p className={css.sums}>
        {takings.length === 0
          ? 'None yet'
          : takings.map((sum) => <span key={sum.currency}>{formatMoney(sum)}</span>)}
      </p>
    </Card>
  );
}
