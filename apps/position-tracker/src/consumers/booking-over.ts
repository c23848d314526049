import { type EventHandler } from '@hansom/platform-bus';
import { type Booking } from '@hansom/proto-booking';

import { type PositionTrackerContext } from '../context.ts';
import { jobOf } from './job-of.ts';

/** `booking.completed`, `.cancelled`, `.no_show`: the driver is free. Late fixes of the trip still find its trace. */
export function bookingOver(
  ctx: Pick<PositionTrackerContext, 'jobs'>,
): EventHandler<{ booking?: Booking | undefined }> {
  return async (event) => {
    const { booking } = event.payload;
    if (!booking) return;
    const known = await ctx.jobs.get(booking.bookingId);
    const driverId = booking.driverId || (known?.driverId ?? '');
    const job = jobOf(event, { ...booking, driverId }, 'OVER');
    if (job) await ctx.jobs.remember(job);
  };
}
