import { formatAgo, formatRough } from '../format/span.ts';
import { atOf } from '../format/moment.ts';
import { useCityTime } from '../live/live-context.tsx';
import { useTimes } from '../session/me-context.tsx';
import { Tip } from './tip.tsx';
import css from './time.module.css';

interface TimeProps {
  at: string;
  /** Whose clocks; default: those of the city that one is in. */
  city?: string;
}

/** A moment to the second, as the clocks of the city show it. */
export function Time({ at, city }: TimeProps) {
  const times = useTimes(city);
  return (
    <time dateTime={at} title={times.full(atOf(at))}>
      {times.second(atOf(at))}
    </time>
  );
}

/** With its day. */
export function DayTime({ at, city }: TimeProps) {
  const times = useTimes(city);
  return (
    <time dateTime={at} title={times.full(atOf(at))}>
      {times.moment(atOf(at))}
    </time>
  );
}

/** For how long something has been so; on hover and focus since when. */
export function HowLong({ since, city }: { since: string; city?: string }) {
  const now = useCityTime(5_000);
  const times = useTimes(city);
  const from = atOf(since);
  return (
    <Tip text={`since ${times.full(from)}`} tap>
      <button type="button" className={css.ago}>
        {now === undefined ? `since ${times.second(from)}` : `for ${formatRough(Math.max(0, now - from))}`}
      </button>
    </Tip>
  );
}

/** How long ago, by the city's time; on hover and focus exactly when. */
export function Ago({ at, city }: TimeProps) {
  const now = useCityTime(5_000);
  const times = useTimes(city);
  const moment = atOf(at);
  return (
    <Tip text={times.full(moment)} tap>
      <button type="button" className={css.ago}>
        <time dateTime={at}>{now === undefined ? times.moment(moment) : formatAgo(moment, now)}</time>
      </button>
    </Tip>
  );
}
