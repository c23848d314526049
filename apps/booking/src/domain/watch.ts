import { type Instant, later } from '@hansom/platform-context';

import { type BookingConfig } from '../config.ts';
import { type Booking } from '../store/booking-aggregate.ts';
import { refusalOf } from './allowed.ts';
import { loseDriver } from './cancel.ts';
import { enter, type Entered } from './entering.ts';
import { type Fix, metresToPickup } from './ride.ts';

/**
 * One look at a driver's way to the pickup: progress is a fresh fix that is nearer than any before it, or at the pickup. Without it
 * the driver is asked, then the operators are told, then the job is taken away. The state is entered anew, which arms the next look.
 */
export function watch(
  booking: Booking,
  fix: Fix | undefined,
  { now, config }: { now: Instant; config: BookingConfig },
): Entered | undefined {
  if (refusalOf('watch', booking)) return undefined;
  const progress = progressOf(booking, fix, { now, config });
  const idleMs = now - progress.progress_at;
  const { driverMs, operatorsMs, lostMs } = config.stalled;
  if (idleMs >= lostMs) return lost(booking, now);
  const attention = idleMs >= operatorsMs ? 'OPERATORS' : idleMs >= driverMs ? 'DRIVER' : undefined;
  return enter(booking, 'ASSIGNED', {
    set: { ...progress, attention },
    event: 'changed',
    timers: [{ name: 'watch', due: later(now, config.progressEveryMs) }],
  });
}

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

function lost(booking: Booking, now: Instant): Entered | undefined {
  const decision = loseDriver(booking, { now, by: 'SYSTEM', reason: 'driver_lost' });
  return 'to' in decision ? decision : undefined;
}
