import { checkFields } from '@hansom/platform-errors';
import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type ListOfDriverRequest, type ListOfDriverResponse } from '@hansom/proto-booking';
import { idCheck } from '@hansom/shared-ids';

import { type BookingContext } from '../context.ts';
import { toWire } from '../store/booking-wire.ts';

const MOST = 50;

export function listOfDriver(ctx: BookingContext): Handler<ListOfDriverRequest, ListOfDriverResponse> {
  return async ({ driverId }, call) => {
    checkFields('booking', [idCheck('driver', driverId)]);
    if (!mayRead(call, driverId)) return { bookings: [] };
    const ids = await ctx.jobs.ofDriver(driverId, MOST);
    const jobs = await Promise.all(ids.map((jobId) => ctx.bookings.get(jobId, call)));
    return { bookings: jobs.flatMap((job) => (job ? [toWire(job)] : [])) };
  };
}
