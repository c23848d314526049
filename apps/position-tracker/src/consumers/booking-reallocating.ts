import { type EventHandler } from '@hansom/platform-bus';
import { type BookingReallocating } from '@hansom/proto-booking';

import { type PositionTrackerContext } from '../context.ts';
import { jobOf } from './job-of.ts';

/** The driver who had the job has it no more. */
export function bookingReallocating(
  ctx: Pick<PositionTrackerContext, 'jobs'>,
): EventHandler<BookingReallocating> {
  return async (event) => {
    const { booking, driverId } = event.payload;
    const job = booking && jobOf(event, { ...booking, driverId }, 'OVER');
    if (job) await ctx.jobs.remember(job);
  };
}
