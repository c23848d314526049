import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { type Driver } from '@hansom/proto-driver';
import { type GetLastResponse } from '@hansom/proto-position-tracker';
import { type Shift } from '@hansom/proto-shift';
import { startOfDay, timeZone } from '@hansom/shared-time';

import { gather } from '../gather.ts';
import { type Missing } from '../routes/shapes/missing.ts';
import { historyOf } from './history-of.ts';
import { type StoriesContext } from './stories-context.ts';

/** All that is known of a driver. What is undefined is not there, or is among what is missing. */
export interface DriversDay {
  readonly driver: Driver;
  readonly shift: Shift | undefined;
  readonly shiftEvents: readonly EventEnvelope[] | undefined;
  /** Newest first, of the last two days. */
  readonly jobs: readonly Booking[] | undefined;
  readonly positions: GetLastResponse | undefined;
  /** When the day began in the city; without the city: a day ago. */
  readonly dayBegan: number;
  readonly now: number;
  readonly missing: readonly Missing[];
}

const DAY_MS = 86_400_000;

/** Asks everybody who knows of a driver. Rejects with `driver.not_found`, and where driver itself does not answer. */
export async function readDriver(ctx: StoriesContext, driverId: string, call: Call): Promise<DriversDay> {
  const { driver } = await ctx.driver.getDriver({ driverId }, call);
  if (!driver) throw new TypeError(`driver answered without ${driverId}`);
  const { city: code } = driver;
  const now = ctx.clock.now();
  const { found, missing } = await gather(
    {
      shift: async (own: Call) => (await ctx.shift.getLatest({ driverId }, own)).shift,
      jobs: async (own: Call) => (await ctx.booking.listOfDriver({ driverId }, own)).bookings,
      position: (own: Call) => ctx.positions.getLast({ city: code, driverId }, own),
      'jobs.today': async (own: Call) => (await ctx.city.getCity({ code }, own)).city,
    },
    call,
  );
  const { shift } = found;
  const then = await gather({ 'shift.spans': (own: Call) => eventsOf(ctx, shift, own) }, call);
  const zone = found['jobs.today']?.timeZone;
  return {
    ...{ driver, shift, jobs: found.jobs, positions: found.position, now },
    dayBegan: zone === undefined ? now - DAY_MS : startOfDay(now, timeZone(zone)),
    shiftEvents: then.found['shift.spans'],
    missing: [...missing, ...then.missing],
  };
}

function eventsOf(
  { events }: StoriesContext,
  shift: Shift | undefined,
  call: Call,
): Promise<EventEnvelope[]> | undefined {
  return (
    shift &&
    historyOf(events.shift, { kind: 'shift', aggregate: shift.shiftId, version: shift.version }, call)
  );
}
