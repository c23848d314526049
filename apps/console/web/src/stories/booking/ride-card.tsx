import { type Car, type Person, type StoryBooking } from '@hansom/client-console';
import { Link } from 'wouter';

import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { DayTime } from '../../components/time.tsx';
import { formatCounted, formatMetres } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import { sentenceCase } from '../../format/words.ts';
import css from './ride-card.module.css';

/** Who rides with whom, from where to where. */
export function RideCard({ booking }: { booking: StoryBooking }) {
  const { rider, driver, car, meter, city } = booking;
  return (
    <Card title="The ride">
      <Facts
        facts={[
          ['Booked', <DayTime key="at" at={booking.createdAt} city={city} />],
          [
            'Rider',
            <Who key="who" person={rider} href={`/search?${new URLSearchParams({ q: rider.id })}`} />,
          ],
          ['Driver', driver && <Who person={driver} href={`/drivers/${driver.id}`} />],
          ['Car', car && carName(car)],
          ['From', booking.pickup.label],
          ['To', booking.destination.label],
          ['Wanted', `${booking.serviceType}, ${formatCounted(booking.passengers, 'passenger')}`],
          ['Note', booking.note],
          ['Driven', meter && `${formatMetres(meter.distanceMetres)} in ${formatSpan(meter.durationMs)}`],
          ['Drivers lost', booking.reallocations > 0 && booking.reallocations],
          ['Ended by', booking.endedBy && sentenceCase(booking.endedBy)],
        ]}
      />
    </Card>
  );
}

function Who({ person: { id, name, phone }, href }: { person: Person; href: string }) {
  return (
    <>
      <Link href={href}>{name || id}</Link>
      {phone && <span className={css.phone}>{phone}</span>}
    </>
  );
}

function carName({ plate, colour, make, model }: Car): string {
  return `${plate}, ${[colour, make, model].filter(Boolean).join(' ')}`;
}
