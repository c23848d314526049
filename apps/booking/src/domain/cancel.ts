import { type Instant } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';

import { type Booking } from '../store/booking-aggregate.ts';
import { reallocating } from '../store/booking-events.ts';
import { refusalOf } from './allowed.ts';
import { enter, type Entering } from './entering.ts';
import { cancelFeeMinor, feeOf } from './fee.ts';
import { search } from './search.ts';

/** The rider cancels before the trip. */
export function cancel(booking: Booking, now: Instant, reason: string): Entering | HansomError {
  const refusal = refusalOf('cancel', booking);
  if (refusal) return refusal;
  const fare = feeOf(booking, 'Cancellation', cancelFeeMinor(booking, now));
  return enter(booking, 'CANCELLED', {
    set: { ended_at: now, ended_by: 'RIDER', reason, fare },
    event: 'cancelled',
  });
}

/** An operator ends the job, whatever it has come to: it costs nothing. */
export function cancelByOperator(booking: Booking, now: Instant, reason: string): Entering | HansomError {
  const set = { ended_at: now, ended_by: 'OPERATOR' as const, reason };
  return refusalOf('cancelByOperator', booking) ?? enter(booking, 'CANCELLED', { set, event: 'cancelled' });
}

export interface Loss {
  now: Instant;
  by: 'DRIVER' | 'SYSTEM';
  reason: string;
}

/** The driver gives the job back or is lost. It searches again without him, until it has lost too many; the price is kept. */
export function loseDriver(booking: Booking, loss: Loss): Entering | HansomError {
  const refusal = refusalOf('loseDriver', booking);
  if (refusal) return refusal;
  const { now, by, reason } = loss;
  const { reallocations, reallocation_limit } = booking.fields;
  if (reallocations < reallocation_limit) return searchAgain(booking, loss);
  return enter(booking, 'CANCELLED', { set: { ended_at: now, ended_by: by, reason }, event: 'cancelled' });
}

function searchAgain(booking: Booking, { now, reason }: Loss): Entering {
  const { offer_id = '', shift_id = '', driver_id = '' } = booking.fields;
  const { assigned_before, excluded_drivers, reallocations } = booking.fields;
  return search(booking, now, {
    set: {
      ...NO_DRIVER,
      assigned_before: [...assigned_before, offer_id],
      excluded_drivers: [...excluded_drivers, driver_id],
      reallocations: reallocations + 1,
      reason,
    },
    event: (after) => reallocating(after, { offerId: offer_id, shiftId: shift_id, driverId: driver_id }),
  });
}

/** What a job forgets when it loses its driver. */
const NO_DRIVER = {
  offer_id: undefined,
  shift_id: undefined,
  driver_id: undefined,
  vehicle_id: undefined,
  assigned_at: undefined,
  arrived_at: undefined,
  contacted_at: undefined,
  closest_metres: undefined,
  progress_at: undefined,
  attention: undefined,
};
