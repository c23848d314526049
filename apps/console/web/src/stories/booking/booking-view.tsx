import { type BookingStory } from '@hansom/client-console';

import { Chip } from '../../components/chip.tsx';
import { Id } from '../../components/copy.tsx';
import { Failed } from '../../components/failed.tsx';
import { MissingParts } from '../../components/missing.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Loading, Skeleton } from '../../components/skeleton.tsx';
import { sentenceCase } from '../../format/words.ts';
import { Stale } from '../../components/stale.tsx';
import { bookingLook } from '../looks.ts';
import { useBooking } from '../queries.ts';
import css from '../story.module.css';
import { FareCard } from './fare-card.tsx';
import { MessagesCard } from './messages-card.tsx';
import { OffersCard } from './offers-card.tsx';
import { PaymentCard } from './payment-card.tsx';
import { RideCard } from './ride-card.tsx';
import { StagesBar } from './stages-bar.tsx';
import { TimelineCard } from './timeline-card.tsx';
import { TracesCard } from './traces-card.tsx';
import { WayCard } from './way-card.tsx';

/** All that is known of a ride. */
export function BookingView({ id }: { id: string }) {
  const { data: story, error, refetch } = useBooking(id);
  if (story) return <Story story={story} error={error} />;
  return (
    <Page title="Ride" hideTitle>
      {error ? <Failed error={error} what="The ride" retry={() => void refetch()} /> : <StorySkeleton />}
    </Page>
  );
}

function Story({ story, error }: { story: BookingStory; error: unknown }) {
  const { booking } = story;
  const { label, tone } = bookingLook(booking.state);
  const title = `${booking.pickup.label || 'Pickup'} to ${booking.destination.label || 'destination'}`;
  return (
    <Page title={title} lead={<Lead story={story} />} actions={<Chip tone={tone}>{label}</Chip>}>
      <Stale error={error} what="The ride" />
      <Attention booking={booking} />
      <MissingParts missing={story.missing} />
      <StagesBar booking={booking} />
      <div className={css.columns}>
        <div className={css.column}>
          <TimelineCard events={story.timeline} city={booking.city} />
          <OffersCard offers={story.offers} city={booking.city} />
          <MessagesCard messages={story.messages} city={booking.city} />
          <TracesCard traceIds={story.traceIds} />
        </div>
        <div className={css.column}>
          <WayCard booking={booking} />
          <RideCard booking={booking} />
          <FareCard story={story} />
          <PaymentCard story={story} />
        </div>
      </div>
    </Page>
  );
}

function Lead({ story: { booking } }: { story: BookingStory }) {
  return (
    <div className={css.lead}>
      <Id id={booking.id} what="the booking’s id" />
      {booking.reason && <span>{sentenceCase(booking.reason)}</span>}
    </div>
  );
}

function Attention({ booking: { attention } }: Pick<BookingStory, 'booking'>) {
  if (!attention) return null;
  const who =
    attention === 'DRIVER' ? 'The driver was asked to get on' : 'Operators should look after the driver';
  return (
    <Notice tone="warn" title="The car makes no progress to the pickup">
      <p>{who}. If nothing happens, another driver is searched.</p>
    </Notice>
  );
}

function StorySkeleton() {
  return (
    <Loading what="the ride">
      <div className={css.columns}>
        <div className={css.column}>
          <Skeleton shape="tall" />
          <Skeleton shape="card" />
        </div>
        <div className={css.column}>
          <Skeleton shape="tall" />
          <Skeleton shape="card" />
        </div>
      </div>
    </Loading>
  );
}
