import { type ReceivedEvent } from '@hansom/platform-bus';
import { type Instant, instant } from '@hansom/platform-context';
import { fromWireTenancy } from '@hansom/platform-identity';
import { type Booking } from '@hansom/proto-booking';

import { type Job, type Phase } from '../domain/job.ts';

/** The job that an event of a booking tells of; undefined where no driver has it. */
export function jobOf(
  { version }: ReceivedEvent<unknown>,
  booking: Booking | undefined,
  phase: Phase,
): Job | undefined {
  if (!booking || booking.driverId === '') return undefined;
  const { bookingId, driverId, riderId, city, tenancy, startedAt, endedAt } = booking;
  return {
    bookingId,
    driverId,
    riderId,
    city,
    tenancy: fromWireTenancy(tenancy) ?? 'live',
    version,
    phase,
    startedAt: toInstant(startedAt),
    endedAt: toInstant(endedAt),
  };
}

function toInstant(date: Date | undefined): Instant | undefined {
  return date && instant(date.getTime());
}
