import { type Instant, later } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';

import { type BookingConfig } from '../config.ts';
import { type Booking } from '../store/booking-aggregate.ts';
import { refusalOf } from './allowed.ts';
import { loseDriver } from './cancel.ts';
import { enter, type Entering } from './entering.ts';
import { type Fix, metresToPickup, tripTimers } from './ride.ts';

/**
 * One look at a driver's way to the pickup: progress is a fresh fix that is nearer than any before it, or at the pickup. Without it
 * the driver is asked, then the operators are told, then the job is taken away: one stage a look, since who could not look for
 * minutes knows nothing of what a driver did in them. The state is entered anew, which arms the next look.
 */
export function watch(
  booking: Booking,
  fix: Fix | undefined,
  { now, config }: { now: Instant; config: BookingConfig },
): Entering | HansomError {
  const refusal = refusalOf('watch', booking);
  if (refusal) return refusal;
  const progress = progressOf(booking, fix, { now, config });
  const idleMs = now - progress.progress_at;
  const { driverMs, operatorsMs, lostMs } = config.stalled;
  const { attention: before } = booking.fields;
  if (idleMs >= lostMs && before === 'OPERATORS')
    return loseDriver(booking, { now, by: 'SYSTEM', reason: 'driver_lost' });
  const attention = idleMs < driverMs ? undefined : idleMs < operatorsMs ? 'DRIVER' : more(before);
  return enter(booking, 'ASSIGNED', {
    set: { ...progress, attention },
    event: 'changed',
    timers: [{ name: 'watch', due: later(now, config.progressEveryMs) }],
  });
}

/**
 * One look at a car on its trip. Where no fix came for long the driver is asked, and at the next look the operators are told; it ends nothing.
 * The next look is when the fix that came last will be too old: a trip that goes well is written seldom.
 */
export function watchTrip(
  booking: Booking,
  fix: Fix | undefined,
  { now, config }: { now: Instant; config: BookingConfig },
): Entering | HansomError {
  const refusal = refusalOf('watchTrip', booking);
  if (refusal) return refusal;
  const { started_at: startedAt = now, attention } = booking.fields;
  const isHeard = fix !== undefined && fix.at > now - config.silentTripMs;
  const nextLook = later(isHeard ? fix.at : now, config.silentTripMs);
  return enter(booking, 'ON_TRIP', {
    set: { attention: isHeard ? undefined : more(attention) },
    event: 'changed',
    timers: tripTimers({ startedAt, nextLook, config }),
  });
}

/** Who is to look after a driver next. */
function more(attention: Attention | undefined): Attention {
  return attention === undefined ? 'DRIVER' : 'OPERATORS';
}

type Attention = NonNullable<Booking['fields']['attention']>;

/** How near the driver has come, and when. */
function progressOf(
  booking: Booking,
  fix: Fix | undefined,
  { now, config }: { now: Instant; config: BookingConfig },
): { closest_metres?: number | undefined; progress_at: Instant } {
  const { closest_metres, progress_at = now, arrival_metres } = booking.fields;
  if (!fix || fix.at < now - config.freshFixMs) return { closest_metres, progress_at };
  const metres = Math.round(metresToPickup(booking, fix));
  const isNearer = closest_metres === undefined || metres <= closest_metres - config.progressMetres;
  if (!isNearer && metres > arrival_metres) return { closest_metres, progress_at };
  return { closest_metres: Math.min(metres, closest_metres ?? metres), progress_at: fix.at };
}
