import { type EventHandler } from '@hansom/platform-bus';
import { type BookingAssigned } from '@hansom/proto-booking';

import { type PositionTrackerContext } from '../context.ts';
import { jobOf } from './job-of.ts';

/** From now on the driver's fixes belong to the job. */
export function bookingAssigned(ctx: Pick<PositionTrackerContext, 'jobs'>): EventHandler<BookingAssigned> {
  return async (event) => {
    const job = jobOf(event, event.payload.booking, 'ASSIGNED');
    if (job) await ctx.jobs.remember(job);
  };
}
