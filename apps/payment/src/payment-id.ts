import { cityOf, type Id, makeId, requireId, uuidOf } from '@hansom/shared-ids';

/** The payment of a job: one for each, so that whoever opens it again meets it. */
export function paymentIdOf(bookingId: string): Id<'payment'> {
  const booking = requireId('booking', bookingId, 'booking_id');
  return makeId('payment', uuidOf(booking), cityOf(booking));
}
