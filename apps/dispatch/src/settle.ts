import { type Call } from '@hansom/platform-rpc';
import { type Booking, BookingState, Verdict } from '@hansom/proto-booking';
import { ClaimEnd } from '@hansom/proto-shift';

import { type Callees } from './context.ts';
import { type Offer } from './store/offer-aggregate.ts';

/** What became of an accepted offer. */
export type Settlement = { to: 'CONFIRMED' } | { to: 'REFUSED'; reason: string };

/**
 * Has the booking decide about an accepted offer. The shift says first whether it is still under the offer's token: if not, the booking is
 * made to refuse. Only when the verdict is a refusal the shift is let go, and before the offer says so. Every step may be done
 * again; an answer that does not come leaves everything as it is.
 */
export async function settle(
  { shift, booking }: Pick<Callees, 'shift' | 'booking'>,
  { id: offerId, fields }: Offer,
  call: Call,
): Promise<Settlement> {
  const { shift_id: shiftId, booking_id: bookingId, search_epoch: searchEpoch } = fields;
  const { accepting } = await shift.accept({ shiftId, offerId }, call);
  const decided = await booking.decideOffer(
    {
      ...{ bookingId, searchEpoch, offerId, shiftId },
      ...{ driverId: fields.driver_id, vehicleId: fields.vehicle_id },
      wanted: accepting ? Verdict.ASSIGN : Verdict.REFUSE,
    },
    call,
  );
  if (decided.verdict === Verdict.ASSIGN) return { to: 'CONFIRMED' };
  await shift.endClaim({ shiftId, offerId, bookingId, reason: ClaimEnd.REFUSED }, call);
  return { to: 'REFUSED', reason: reasonOf(decided.booking) };
}

/** Why the job is not this offer's, as the driver is told. */
function reasonOf(booking: Booking | undefined): string {
  if (booking?.state === BookingState.CANCELLED) return 'booking.cancelled';
  return booking?.state === BookingState.EXPIRED ? 'dispatch.offer_expired' : 'dispatch.offer_taken';
}
