import { type Booking } from '@hansom/proto-booking';
import { type Payment } from '@hansom/proto-payment';
import { minutes } from '@hansom/shared-time';

import { type CityFacts, isLive, timeOf } from './facts.ts';

/** Money may take so long to follow the end of a booking. */
const FOLLOWS_WITHIN_MS = minutes(2);

/** Bookings that ended so long ago that their money must have followed; each with its payment. */
export function settled({
  bookings,
  payments,
  since,
}: CityFacts): { booking: Booking; payment: Payment | undefined }[] {
  const ofBooking = new Map(payments.map((payment) => [payment.bookingId, payment]));
  return bookings
    .filter(({ booking }) => !isLive(booking) && timeOf(booking.endedAt) < since - FOLLOWS_WITHIN_MS)
    .map(({ booking }) => ({ booking, payment: ofBooking.get(booking.bookingId) }));
}
