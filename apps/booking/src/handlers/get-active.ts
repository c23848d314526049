import { checkFields } from '@hansom/platform-errors';
import { mayRead } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type GetActiveRequest, type GetActiveResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import { liveJobOf } from '../live-job.ts';
import { type Booking, isLive } from '../store/booking-aggregate.ts';
import { toWire } from '../store/booking-wire.ts';

export function getActive(ctx: BookingContext): Handler<GetActiveRequest, GetActiveResponse> {
  return async ({ riderId, driverId }, call) => {
    const holds = (riderId === '') !== (driverId === '');
    checkFields('booking', [{ field: 'rider_id', rule: 'either this or driver_id must be given', holds }]);
    if (!mayRead(call, riderId || driverId)) return {};
    const job = riderId === '' ? await ofDriver(ctx, driverId, call) : await liveJobOf(ctx, riderId, call);
    return job ? { booking: toWire(job) } : {};
  };
}

async function ofDriver(ctx: BookingContext, driverId: string, call: Call): Promise<Booking | undefined> {
  const ids = await ctx.jobs.ofDriver(driverId);
  const jobs = await Promise.all(ids.map((id) => ctx.bookings.get(id, call)));
  return jobs.find((job) => job && isLive(job) && job.fields.driver_id === driverId);
}
