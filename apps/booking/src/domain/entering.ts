import { type Entering, type EventContent, type TimerRequest } from '@hansom/platform-schedule';

import {
  type Booking,
  type BookingFields,
  type BookingRow,
  type BookingState,
} from '../store/booking-aggregate.ts';
import { bookingEvent, type What } from '../store/booking-events.ts';

type Change = Partial<BookingRow>;
export type Entered = Entering<BookingFields, BookingState>;

interface Way {
  set?: Change;
  /** The event that tells of it, with the job as it then stands; or what makes one of it. */
  event: What | ((after: Booking) => EventContent);
  timers?: readonly TimerRequest[];
}

/** The job as it will stand. */
export function after(booking: Booking, to: BookingState, set: Change = {}): Booking {
  return { ...booking, state: to, version: booking.version + 1, fields: { ...booking.fields, ...set } };
}

/** Enters a state, with the event that tells of it. */
export function enter(booking: Booking, to: BookingState, { set = {}, event, timers = [] }: Way): Entered {
  const next = after(booking, to, set);
  const content = typeof event === 'function' ? event(next) : bookingEvent(event, next);
  return { to, set, event: content, timers };
}
