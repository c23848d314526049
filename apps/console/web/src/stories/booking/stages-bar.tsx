import { type StoryBooking } from '@hansom/client-console';

import { formatSpan } from '../../format/span.ts';
import { useCityTime } from '../../live/live-context.tsx';
import css from './stages-bar.module.css';
import { partsOf, stagesOf } from './stages.ts';

/** Where the time of a ride went, as long as it was. */
export function StagesBar({ booking }: { booking: StoryBooking }) {
  const stages = stagesOf(booking);
  const now = useCityTime() ?? stages.at(-1)?.from ?? 0;
  const parts = partsOf(stages, now);
  return (
    <ol className={css.bar} aria-label="Where the time went">
      {stages.map(({ kind, label, from, to }, at) => (
        <li key={kind} className={css.stage} style={{ flexGrow: parts[at] }}>
          <span className={css[kind]} data-live={to === undefined || undefined} />
          <span className={css.label}>{label}</span>
          <span className={css.length}>{formatSpan((to ?? Math.max(now, from)) - from)}</span>
        </li>
      ))}
    </ol>
  );
}
