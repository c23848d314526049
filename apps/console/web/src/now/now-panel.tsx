import { type SeenCity } from '@hansom/client-console';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';

import { type Now } from '../../../src/live/protocol.ts';
import { classes } from '../components/classes.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { useLive } from '../live/live-context.tsx';
import { Calls } from './calls.tsx';
import { DriverBar } from './driver-bar.tsx';
import { countsOf, lastHourOf, spanOf } from './figures.ts';
import { HistorySection } from './history-section.tsx';
import css from './now-panel.module.css';
import { Tile } from './tile.tsx';

/** The city in figures: who is doing what, how the last hour went, and the hours before. On a phone a sheet over the map, which opens. */
export function NowPanel({ city }: { city: SeenCity }) {
  const now = useLive((view) => view.city?.now);
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronUp;
  return (
    <div className={classes(css.panel, open && css.open)}>
      <button type="button" className={css.handle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chevron size={18} aria-hidden />
        <span className="visually-hidden">{open ? 'Fewer figures' : 'All figures'}</span>
      </button>
      {now ? <Figures now={now} /> : <Skeleton shape="row" count={6} />}
      <HistorySection city={city.code} />
    </div>
  );
}

function Figures({ now }: { now: Now }) {
  const { riders, drivers } = now;
  const { free, busy, onBreak, onShift } = countsOf(drivers);
  return (
    <>
      <dl className={css.tiles} aria-label="Riders and drivers now">
        <Tile label="Riders waiting" value={riders.withoutCar} alert={riders.withoutCar > 0 && free === 0} />
        <Tile label="Drivers free" value={free} />
        <Tile label="Drivers busy" value={busy} />
      </dl>
      <Calls />
      <section className={css.part}>
        <h2 className={css.heading}>Drivers</h2>
        <DriverBar drivers={drivers} />
        <p className={css.note}>
          {onShift} on shift, {onBreak} of them on a break
        </p>
      </section>
      <section className={css.part}>
        <h2 className={css.heading}>Riders</h2>
        <dl className={css.small}>
          <Tile label="A car is on its way" value={riders.awaitingCar} />
          <Tile label="The car is there" value={riders.atCar} />
          <Tile label="On a trip" value={riders.onTrip} />
        </dl>
      </section>
      <section className={css.part}>
        <h2 className={css.heading}>{spanOf(now)}</h2>
        <dl className={css.figures}>
          {lastHourOf(now).map(({ label, value, exactly }) => (
            <div key={label} title={exactly}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
