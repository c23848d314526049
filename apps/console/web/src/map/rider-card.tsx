import { User, X } from 'lucide-react';
import { Link } from 'wouter';

import { type LiveJob, type Taxi } from '../../../src/live/protocol.ts';
import { Button } from '../components/button.tsx';
import { useCityTime } from '../live/live-context.tsx';
import css from './map-card.module.css';
import { formatWait } from './wait.ts';

interface RiderCardProps {
  job: LiveJob;
  driver: Taxi | undefined;
  onFollow: (driver: string) => void;
  onClose: () => void;
}

const STATES: Readonly<Record<LiveJob['state'], string>> = {
  REQUESTED: 'Waits for a car',
  SEARCHING: 'Waits for a car',
  ASSIGNED: 'A car is on its way',
  ARRIVED: 'The car is there',
  ON_TRIP: 'On the trip',
};

/** The ride that was chosen on the map. */
export function RiderCard({ job, driver, onFollow, onClose }: RiderCardProps) {
  const now = useCityTime();
  const since = now === undefined ? '–' : formatWait(now - job.createdAt);
  return (
    <section className={css.card} aria-label="Ride">
      <header className={css.header}>
        <User size={20} aria-hidden />
        <h2 className={css.title}>
          <Link href={`/bookings/${job.id}`}>{STATES[job.state]}</Link>
        </h2>
        <button type="button" className={css.close} aria-label="Close the ride" onClick={onClose}>
          <X size={18} aria-hidden />
        </button>
      </header>
      <dl className={css.facts}>
        <div>
          <dt>Booked</dt>
          <dd>{since} ago</dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>{job.pickupName || 'a point on the map'}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>{job.destinationName || 'a point on the map'}</dd>
        </div>
      </dl>
      <footer className={css.footer}>
        <Link href={`/bookings/${job.id}`}>Story of the ride</Link>
        {driver && (
          <Button look="quiet" onClick={() => onFollow(driver.id)}>
            Follow {driver.plate}
          </Button>
        )}
      </footer>
    </section>
  );
}
