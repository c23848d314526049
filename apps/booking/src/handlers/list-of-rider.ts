import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type ListOfRiderRequest, type ListOfRiderResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import { toWire } from '../store/booking-wire.ts';

export function listOfRider(ctx: BookingContext): Handler<ListOfRiderRequest, ListOfRiderResponse> {
  return async ({ riderId, page }, call) => {
    if (!mayRead(call, riderId)) return { bookings: [], nextPage: '' };
    const { ids, next } = await ctx.jobs.ofRider(riderId, page);
    const jobs = await Promise.all(ids.map((id) => ctx.bookings.get(id, call)));
    return { bookings: jobs.flatMap((job) => (job ? [toWire(job)] : [])), nextPage: next ?? '' };
  };
}
