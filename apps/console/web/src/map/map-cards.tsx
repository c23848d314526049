import { useLive } from '../live/live-context.tsx';
import { type Choice } from './choice.ts';
import css from './city-map.module.css';
import { RiderCard } from './rider-card.tsx';
import { TaxiCard } from './taxi-card.tsx';

interface MapCardsProps {
  choice: Choice;
  goesAlong: boolean;
  onFollow: (driver: string) => void;
  onGoAlong: () => void;
  onClose: () => void;
}

/** What is chosen on the map: a taxi, or a rider. One that is not there any more says so. */
export function MapCards({
  choice: { follow, booking },
  goesAlong,
  onFollow,
  onGoAlong,
  onClose,
}: MapCardsProps) {
  const known = useLive(({ city }) => city !== undefined);
  const taxi = useLive(({ city }) => (follow === undefined ? undefined : city?.taxis.get(follow)));
  const job = useLive(({ city }) => (booking === undefined ? undefined : city?.jobs.get(booking)));
  const driver = useLive(({ city }) =>
    job?.driverId === undefined ? undefined : city?.taxis.get(job.driverId),
  );
  if (taxi) return <TaxiCard taxi={taxi} goesAlong={goesAlong} onGoAlong={onGoAlong} onClose={onClose} />;
  if (job) return <RiderCard job={job} driver={driver} onFollow={onFollow} onClose={onClose} />;
  if (!known || (follow ?? booking) === undefined) return null;
  return (
    <p className={css.gone} role="status">
      {follow === undefined ? 'That ride is over.' : 'That driver is not on a shift.'}{' '}
      <a href={follow === undefined ? `/bookings/${booking}` : `/drivers/${follow}`}>See the story</a>
      <button type="button" className={css.dismiss} onClick={onClose}>
        Close
      </button>
    </p>
  );
}
