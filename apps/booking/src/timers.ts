import { instant, type Millis } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';
import { type CallScope, during } from '@hansom/platform-rpc';
import { type DueTimer, type TimerHandlers } from '@hansom/platform-schedule';

import { type BookingContext } from './context.ts';
import { loseDriver } from './domain/cancel.ts';
import { type Entering } from './domain/entering.ts';
import * as ride from './domain/ride.ts';
import * as search from './domain/search.ts';
import { watch, watchTrip } from './domain/watch.ts';
import { finalise } from './finalise.ts';
import { lastFix } from './handlers/driver-command.ts';
import { noteSearching } from './note-searching.ts';
import { type Booking, type BookingFields, type BookingState } from './store/booking-aggregate.ts';

const LONGEST_CALL = { deadlineMs: 5_000 };

/** What timers may use: less than handlers, as the aggregates are made with them. */
export type TimerContext = Pick<BookingContext, 'clock' | 'config' | 'positions' | 'pricing' | 'searching'>;

/** Every state that is not the end has a timer, so no job stays for ever where it is. */
export function timersOf(
  ctx: TimerContext,
  begin: (options: { deadlineMs: Millis }) => CallScope,
): TimerHandlers<BookingFields, BookingState> {
  return {
    failPayment: (job) => search.failPayment(job, ctx.clock.now(), 'payment_timeout'),
    exhaust: (job) => search.exhaust(job, ctx.clock.now()),
    watch: async (job) => {
      const fix = await during(begin(LONGEST_CALL), (call) => lastFix(ctx, job, call));
      const decision = watch(job, fix, { now: ctx.clock.now(), config: ctx.config.current });
      if ('to' in decision && decision.to === 'SEARCHING') await noteSearching(ctx, job);
      return decision;
    },
    giveUpWaiting: async (job) => {
      await noteSearching(ctx, job);
      return loseDriver(job, { now: ctx.clock.now(), by: 'SYSTEM', reason: 'waited_too_long' });
    },
    watchTrip: async (job) => {
      const fix = await during(begin(LONGEST_CALL), (call) => lastFix(ctx, job, call));
      return watchTrip(job, fix, { now: ctx.clock.now(), config: ctx.config.current });
    },
    priceTrip: endTrip,
    endLongTrip: endTrip,
  };

  /** Ends a trip where its driver did, or else where the timer was due. */
  async function endTrip(job: Booking, { due }: DueTimer): Promise<Entering | HansomError> {
    const end = ride.endOf(job, { now: instant(due), config: ctx.config.current });
    const outcome = await during(begin(LONGEST_CALL), (call) => finalise(ctx, job, { ...end, call }));
    const how = job.fields.stopped_at === undefined ? TOO_LONG : DRIVER_ENDED;
    return ride.complete(job, outcome, { endedAt: end.endedAt, ...how });
  }
}

const DRIVER_ENDED = { by: 'DRIVER' } as const;
const TOO_LONG = { by: 'SYSTEM', reason: 'too_long' } as const;
