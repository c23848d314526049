import { type EventHandler } from '@hansom/platform-bus';
import { type BookingStarted } from '@hansom/proto-booking';

import { type PositionTrackerContext } from '../context.ts';
import { type TraceKeeper } from '../trace-keeper.ts';
import { jobOf } from './job-of.ts';

type Used = Pick<PositionTrackerContext, 'jobs' | 'trackers' | 'clock' | 'config'> & { keeper: TraceKeeper };

/**
 * The meter runs: what came since it started is put into the trace, in case nobody knew of the job before. Where the driver's fixes come to
 * another instance, that one does it with the next of them.
 */
export function bookingStarted(ctx: Used): EventHandler<BookingStarted> {
  return async (event) => {
    const job = jobOf(event, event.payload.booking, 'ON_TRIP');
    if (!job) return;
    await ctx.jobs.remember(job);
    const newest = ctx.trackers.newestOf(job.driverId);
    await ctx.keeper.keepEarlier(job, newest, { rules: ctx.config.current, now: ctx.clock.now() });
  };
}
