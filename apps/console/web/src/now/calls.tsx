import { Link } from 'wouter';

import { type LiveJob } from '../../../src/live/protocol.ts';
import { useLive } from '../live/live-context.tsx';
import { toBeCalled } from './figures.ts';
import css from './now-panel.module.css';

/** The rides whose driver somebody should call, where there are any. */
export function Calls() {
  const jobs = useLive(({ city }) => toBeCalled(city?.jobs), areSame);
  if (jobs.length === 0) return null;
  return (
    <section className={css.part}>
      <h2 className={css.heading}>Call the driver</h2>
      <ul className={css.calls}>
        {jobs.map((job) => (
          <li key={job.id}>
            <Link href={`/bookings/${job.id}`}>
              {job.state === 'ON_TRIP' ? 'Silent on the trip' : 'No progress to the pickup'}:{' '}
              {job.pickupName || 'a point on the map'}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function areSame(a: readonly LiveJob[], b: readonly LiveJob[]): boolean {
  return a.length === b.length && a.every((job, i) => job === b[i]);
}
