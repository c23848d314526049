import { type Doing } from '../../../src/live/protocol.ts';
import { formatCounted } from '../format/number.ts';
import { DOING, DOINGS } from '../theme/doing.ts';
import css from './driver-bar.module.css';

const WIDTH = 320;
const GAP = 2;

/** What drivers on shift do, as shares of a bar. */
export function DriverBar({ drivers }: { drivers: Readonly<Record<Doing, number>> }) {
  const present = DOINGS.filter((doing) => drivers[doing] > 0);
  const all = present.reduce((sum, doing) => sum + drivers[doing], 0);
  const told = present.map((doing) => `${DOING[doing].label}: ${drivers[doing]}`).join(', ');
  let x = 0;
  return (
    <svg
      className={css.bar}
      viewBox={`0 0 ${WIDTH} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={told || 'No drivers on shift'}
    >
      {all === 0 && <rect className={css.none} width={WIDTH} height={10} />}
      {present.map((doing) => {
        const width = ((WIDTH - GAP * (present.length - 1)) * drivers[doing]) / all;
        const part = (
          <rect key={doing} x={x} width={width} height={10} fill={`var(${DOING[doing].property})`}>
            <title>{`${DOING[doing].label}: ${formatCounted(drivers[doing], 'driver')}`}</title>
          </rect>
        );
        x += width + GAP;
        return part;
      })}
    </svg>
  );
}
