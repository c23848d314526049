import { type EventEnvelope } from '@hansom/proto-common';
import { type Offer, OfferState } from '@hansom/proto-dispatch';

import { type BookingStory, OFFER_STATES } from '../routes/shapes/booking-story.ts';
import { type Person } from '../routes/shapes/person.ts';
import { plain, requiredName } from './wire.ts';

type StoryOffer = BookingStory['offers'][number];

/** What is known of offers beside themselves; absent where nobody told. */
export interface OfferFacts {
  /** The events of each, by its id. */
  histories: Readonly<Record<string, readonly EventEnvelope[]>> | undefined;
  /** Who they were made to, by id. */
  drivers: Readonly<Record<string, Person>> | undefined;
}

/** The offers of a job as they were made. A place in a wave that was closed before an offer was made is none. */
export function tellOffers(offers: readonly Offer[], facts: OfferFacts): StoryOffer[] {
  return offers.filter(({ state }) => state !== OfferState.ABANDONED).map((offer) => tellOffer(offer, facts));
}

function tellOffer(offer: Offer, { histories, drivers }: OfferFacts): StoryOffer {
  const { offerId: id, driverId, pickupDistanceMetres, pickupDurationMs, createdAt, deadlineAt } = offer;
  const state = requiredName(OfferState, OFFER_STATES, offer.state);
  return {
    ...{ id, state, pickupDistanceMetres, pickupDurationMs },
    search: offer.searchEpoch,
    wave: offer.waveIndex + 1,
    place: offer.slotIndex + 1,
    driver: drivers?.[driverId] ?? { id: driverId, name: '' },
    open: OPEN.includes(state),
    createdAt: (createdAt ?? new Date(0)).toISOString(),
    deadlineAt: (deadlineAt ?? new Date(0)).toISOString(),
    ...timesOf(histories?.[id] ?? []),
    ended: endOf(state, offer.reason),
  };
}

const OPEN: readonly StoryOffer['state'][] = ['CREATED', 'SENT', 'SEEN', 'ACCEPTED'];
const ANSWERS = ['offer.accepted', 'offer.declined'];
const ENDS = ['confirmed', 'refused', 'declined', 'expired', 'withdrawn', 'undelivered'].map(
  (end) => `offer.${end}`,
);

function timesOf(events: readonly EventEnvelope[]) {
  const first = (...types: string[]): string | undefined =>
    events.find(({ type }) => types.includes(type))?.occurredAt?.toISOString();
  return {
    sentAt: first('offer.sent'),
    seenAt: first('offer.seen'),
    answeredAt: first(...ANSWERS),
    endedAt: first(...ENDS),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  'dispatch.offer_taken': 'the job went to somebody else',
  'dispatch.offer_expired': 'it was too late',
  'dispatch.shift_busy': 'the driver was busy',
  'booking.cancelled': 'the ride was cancelled',
};

function endOf(state: StoryOffer['state'], reason: string): string {
  const why = REASONS[reason] ?? plain(reason);
  const because = why ? `: ${why}` : '';
  switch (state) {
    case 'CONFIRMED':
      return 'the driver got the job';
    case 'REFUSED':
      return `accepted, but in vain${because}`;
    case 'DECLINED':
      return 'the driver declined';
    case 'EXPIRED':
      return 'the driver did not answer in time';
    case 'WITHDRAWN':
      return `taken back${because}`;
    case 'UNDELIVERED':
      return `could not be delivered${because}`;
    default:
      return '';
  }
}
