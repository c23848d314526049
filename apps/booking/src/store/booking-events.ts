import { type EventContent } from '@hansom/platform-schedule';
import {
  BookingArrived,
  BookingAssigned,
  BookingCancelled,
  BookingChanged,
  BookingCompleted,
  BookingCreated,
  BookingExpired,
  BookingFailed,
  BookingNoShow,
  BookingOfferRefused,
  BookingReallocating,
  BookingSearching,
  BookingStarted,
} from '@hansom/proto-booking';

import { type Booking } from './booking-aggregate.ts';
import { toWire } from './booking-wire.ts';

export type What =
  | 'created'
  | 'searching'
  | 'assigned'
  | 'arrived'
  | 'started'
  | 'completed'
  | 'cancelled'
  | 'no_show'
  | 'expired'
  | 'failed'
  | 'changed';

const MESSAGES = {
  created: BookingCreated,
  searching: BookingSearching,
  assigned: BookingAssigned,
  arrived: BookingArrived,
  started: BookingStarted,
  completed: BookingCompleted,
  cancelled: BookingCancelled,
  no_show: BookingNoShow,
  expired: BookingExpired,
  failed: BookingFailed,
  changed: BookingChanged,
};

/** `booking.<what>`, with the job as it stands after it. */
export function bookingEvent(what: What, after: Omit<Booking, 'entered'>): EventContent {
  const payload = MESSAGES[what].encode({ booking: toWire(after) }).finish();
  return { type: `booking.${what}`, payload };
}

/** `booking.offer_refused`: that offer can no longer be assigned. */
export function offerRefused(
  after: Omit<Booking, 'entered'>,
  offer: { offerId: string; shiftId: string },
): EventContent {
  const payload = BookingOfferRefused.encode({ booking: toWire(after), ...offer }).finish();
  return { type: 'booking.offer_refused', payload };
}

/** `booking.reallocating`: the job searches again, and these no longer have it. */
export function reallocating(
  after: Omit<Booking, 'entered'>,
  lost: { offerId: string; shiftId: string; driverId: string },
): EventContent {
  const payload = BookingReallocating.encode({ booking: toWire(after), ...lost }).finish();
  return { type: 'booking.reallocating', payload };
}
