import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type ListOfBookingRequest, type ListOfBookingResponse } from '@hansom/proto-dispatch';
import { parseId } from '@hansom/shared-ids';

import { type DispatchContext } from '../context.ts';
import { toWire } from '../store/offer-wire.ts';

export function listOfBooking(ctx: DispatchContext): Handler<ListOfBookingRequest, ListOfBookingResponse> {
  return async ({ bookingId }, call) => {
    const parsed = parseId('booking', bookingId);
    checkFields('dispatch', [{ field: 'booking_id', rule: parsed.ok ? '' : parsed.rule, holds: parsed.ok }]);
    const { booking } = await ctx.booking.get({ bookingId }, call);
    const searches = Array.from({ length: booking?.searchEpoch ?? 0 }, (_, index) => index + 1);
    const slots = await Promise.all(searches.map((epoch) => ctx.slots.ofSearch(bookingId, epoch)));
    const offers = await Promise.all(slots.flat().map(({ offerId }) => ctx.offers.get(offerId, call)));
    return { offers: offers.flatMap((offer) => (offer ? [toWire(offer)] : [])) };
  };
}
