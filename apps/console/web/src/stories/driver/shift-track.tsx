import { useTimes } from '../../session/me-context.tsx';
import { DOING } from '../../theme/doing.ts';
import { marksBetween, type Piece } from './shift-bar.ts';
import css from './shift-track.module.css';

/** The shift as a coloured bar, with the hours under it. What it says is told in sums below, so it is hidden from who cannot see it. */
export function ShiftTrack({ pieces, city }: { pieces: readonly Piece[]; city: string }) {
  const times = useTimes(city);
  const from = pieces[0]?.from ?? 0;
  const to = pieces.at(-1)?.to ?? from + 1;
  const placed = (at: number): string => `${(100 * (at - from)) / (to - from)}%`;
  return (
    <div className={css.track} aria-hidden>
      <div className={css.bar}>
        {pieces.map(({ key, doing, start, width, from: begin, to: end }) => (
          <span
            key={key}
            className={css[doing]}
            style={{ left: `${start}%`, width: `${width}%` }}
            title={`${DOING[doing].label}, ${times.second(begin)} to ${times.second(end)}`}
          />
        ))}
      </div>
      <div className={css.hours}>
        {marksBetween(from, to).map((at) => (
          <span key={at} className={css.hour} style={{ left: placed(at) }}>
            {times.minute(at)}
          </span>
        ))}
      </div>
    </div>
  );
}
