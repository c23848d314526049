import { type DrivenWay, type StoryBooking } from '@hansom/client-console';
import { lazy, Suspense } from 'react';
import { Link } from 'wouter';

import { Card } from '../../components/card.tsx';
import { FailureBoundary } from '../../components/failure-boundary.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useWay } from '../queries.ts';
import css from './way-card.module.css';

const TripMap = lazy(async () => ({ default: (await import('../../map/trip-map.tsx')).TripMap }));

const KINDS: Record<DrivenWay['kind'], string> = {
  TO_PICKUP: 'To the pickup',
  TRIP: 'The trip as planned',
  DRIVEN: 'As it was driven',
  NONE: 'Pickup and destination',
};

/** The trip on the map. */
export function WayCard({ booking }: { booking: StoryBooking }) {
  const { data: way } = useWay(booking.id, booking.live);
  const { city, id, live } = booking;
  return (
    <Card
      title={way ? KINDS[way.kind] : 'The way'}
      aside={live && <Link href={`/city/${city}?booking=${id}`}>On the live map</Link>}
      flush
    >
      <div className={css.map}>
        <FailureBoundary what="The map">
          <Suspense fallback={<Skeleton className={css.skeleton} />}>
            <TripMap city={city} pickup={booking.pickup.at} destination={booking.destination.at} way={way} />
          </Suspense>
        </FailureBoundary>
      </div>
    </Card>
  );
}
