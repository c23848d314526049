import { type Handler } from '@hansom/platform-rpc';
import { type GetRequest, type GetResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import { toWire } from '../store/booking-wire.ts';
import { checkBookingId, maySee, notFound } from './mapping.ts';

export function get(ctx: BookingContext): Handler<GetRequest, GetResponse> {
  return async ({ bookingId }, call) => {
    checkBookingId(bookingId);
    const job = await ctx.bookings.get(bookingId, call);
    if (!job || !maySee(call, job)) throw notFound(bookingId);
    return { booking: toWire(job) };
  };
}
