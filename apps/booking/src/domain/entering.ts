import {
  type Entering as EnteringOf,
  type EventContent,
  nextState,
  type Staying as StayingOf,
  type TimerRequest,
} from '@hansom/platform-schedule';

import {
  type Booking,
  type BookingFields,
  type BookingRow,
  type BookingState,
} from '../store/booking-aggregate.ts';
import { bookingEvent, type What } from '../store/booking-events.ts';

export type Entering = EnteringOf<BookingFields, BookingState>;
export type Staying = StayingOf<BookingFields>;

interface Change {
  set?: Partial<BookingRow>;
  /** The event that tells of it, with the job as it then stands; or what makes one of it. */
  event: What | ((after: Omit<Booking, 'entered'>) => EventContent);
}

/** Enters a state, with the event that tells of it. */
export function enter(
  booking: Booking,
  to: BookingState,
  { set = {}, event, timers = [] }: Change & { timers?: readonly TimerRequest[] },
): Entering {
  return { to, set, event: told(event, nextState(booking, { to, set })), timers };
}

/** Stays in the state, with the event that tells what has changed. */
export function stay(booking: Booking, { set = {}, event }: Change): Staying {
  return { set, event: told(event, nextState(booking, { set })) };
}

function told(event: Change['event'], after: Omit<Booking, 'entered'>): EventContent {
  return typeof event === 'function' ? event(after) : bookingEvent(event, after);
}
