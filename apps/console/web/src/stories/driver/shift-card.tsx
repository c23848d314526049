import { type StoryShift } from '@hansom/client-console';
import { CalendarOff } from 'lucide-react';

import { Card } from '../../components/card.tsx';
import { DoingMark } from '../../components/doing-mark.tsx';
import { Empty } from '../../components/empty.tsx';
import { DayTime } from '../../components/time.tsx';
import { atOf } from '../../format/moment.ts';
import { formatCounted } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import { useCityTime } from '../../live/live-context.tsx';
import { DOING, DOINGS } from '../../theme/doing.ts';
import { piecesOf, type Piece, totalsOf } from './shift-bar.ts';
import { ShiftTrack } from './shift-track.tsx';
import css from './shift-card.module.css';

/** What the shift went into, over the day and in sums. */
export function ShiftCard({ shift, city }: { shift?: StoryShift; city: string }) {
  const now = useCityTime(2_000);
  if (!shift) {
    return (
      <Card title="Shift">
        <Empty icon={CalendarOff} title="Not on shift, and was not lately" small />
      </Card>
    );
  }
  const pieces = piecesOf(shift.spans, shift.endedAt ? atOf(shift.endedAt) : (now ?? atOf(shift.stateSince)));
  return (
    <Card title={shift.live ? 'Shift' : 'Last shift'} aside={`${formatCounted(shift.jobsDone, 'job')} done`}>
      <p className={css.when}>
        Since <DayTime at={shift.startedAt} city={city} />
        {shift.endedAt && (
          <>
            , until <DayTime at={shift.endedAt} city={city} />
          </>
        )}
        , for {shift.serviceTypes.join(', ') || 'no service'}
        {shift.ignoredOffers > 0 && `, ${formatCounted(shift.ignoredOffers, 'offer')} let pass in a row`}
      </p>
      {pieces.length > 0 && <ShiftTrack pieces={pieces} city={city} />}
      <Totals pieces={pieces} />
    </Card>
  );
}

function Totals({ pieces }: { pieces: readonly Piece[] }) {
  const totals = totalsOf(pieces);
  return (
    <ul className={css.totals} aria-label="What the shift went into">
      {DOINGS.filter((doing) => totals.has(doing)).map((doing) => (
        <li key={doing} className={css.total}>
          <DoingMark doing={doing} />
          <span>{DOING[doing].label}</span>
          <strong>{formatSpan(totals.get(doing) ?? 0)}</strong>
        </li>
      ))}
    </ul>
  );
}
