import { type Doing } from '../../../src/live/protocol.ts';
import { DoingMark } from '../components/doing-mark.tsx';
import { formatCount } from '../format/number.ts';
import { useLive } from '../live/live-context.tsx';
import { DOING, DOINGS } from '../theme/doing.ts';
import { toggled } from './choice.ts';
import css from './legend.module.css';

interface LegendProps {
  hidden: ReadonlySet<Doing>;
  onHide: (hidden: ReadonlySet<Doing>) => void;
}

/** What the colours and shapes mean and how many there are of each; pressed out, they are not on the map. */
export function Legend({ hidden, onHide }: LegendProps) {
  const drivers = useLive(({ city }) => city?.now.drivers);
  return (
    <ul className={css.legend} aria-label="Taxis on the map">
      {DOINGS.map((doing) => (
        <li key={doing}>
          <button
            type="button"
            className={css.entry}
            aria-pressed={!hidden.has(doing)}
            onClick={() => onHide(toggled(hidden, doing))}
          >
            <DoingMark doing={doing} />
            <span className={css.label}>{DOING[doing].label}</span>
            <span className={css.count}>{drivers ? formatCount(drivers[doing]) : '–'}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
