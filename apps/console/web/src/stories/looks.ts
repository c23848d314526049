import {
  type DriverStory,
  type StoryBooking,
  type StoryOffer,
  type StoryPayment,
  type StoryShift,
} from '@hansom/client-console';

import { type Doing } from '../../../src/live/protocol.ts';
import { type Tone } from '../components/chip.tsx';
import { sentenceCase } from '../format/words.ts';

interface Look {
  readonly label: string;
  readonly tone: Tone;
}

const BOOKING: Record<StoryBooking['state'], Look> = {
  REQUESTED: { label: 'Booked', tone: 'info' },
  SEARCHING: { label: 'Searching a driver', tone: 'warn' },
  ASSIGNED: { label: 'Driver on the way', tone: 'info' },
  ARRIVED: { label: 'Car at the pickup', tone: 'info' },
  ON_TRIP: { label: 'On the trip', tone: 'info' },
  COMPLETED: { label: 'Completed', tone: 'good' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
  NO_SHOW: { label: 'Rider did not show', tone: 'warn' },
  EXPIRED: { label: 'No driver found', tone: 'bad' },
  FAILED: { label: 'Failed', tone: 'bad' },
};

const OFFER_TONES: Partial<Record<StoryOffer['state'], Tone>> = {
  CONFIRMED: 'good',
  CREATED: 'info',
  SENT: 'info',
  SEEN: 'info',
  ACCEPTED: 'info',
  UNDELIVERED: 'warn',
  EXPIRED: 'warn',
};

const PAYMENT_TONES: Partial<Record<StoryPayment['state'], Tone>> = {
  CAPTURED: 'good',
  CASH_COLLECTED: 'good',
  AUTH_FAILED: 'bad',
  CAPTURE_FAILED: 'bad',
  OUTSTANDING: 'bad',
  CASH_DUE: 'warn',
};

const ACCOUNT_TONES: Partial<Record<DriverStory['account']['state'], Tone>> = {
  ACTIVE: 'good',
  SUSPENDED: 'bad',
  REJECTED: 'bad',
};

const DOING_OF_SHIFT: Record<StoryShift['state'], Doing | undefined> = {
  FREE: 'FREE',
  OFFERED: 'OFFERED',
  ACCEPTING: 'OFFERED',
  EN_ROUTE: 'TO_PICKUP',
  ARRIVED: 'AT_PICKUP',
  ON_TRIP: 'ON_TRIP',
  PAYING: 'PAYING',
  BREAK: 'BREAK',
  BUSY_STREET: 'STREET_HAIL',
  ENDED: undefined,
};

export function bookingLook(state: StoryBooking['state']): Look {
  return BOOKING[state];
}

export function offerLook(state: StoryOffer['state']): Look {
  return { label: sentenceCase(state), tone: OFFER_TONES[state] ?? 'neutral' };
}

export function paymentLook(state: StoryPayment['state']): Look {
  return { label: sentenceCase(state), tone: PAYMENT_TONES[state] ?? 'neutral' };
}

export function accountLook(state: DriverStory['account']['state']): Look {
  return { label: sentenceCase(state), tone: ACCOUNT_TONES[state] ?? 'neutral' };
}

/** What the taxi does in a state of its shift, as the map shows it; undefined: the shift is over. */
export function doingOf(state: StoryShift['state']): Doing | undefined {
  return DOING_OF_SHIFT[state];
}
