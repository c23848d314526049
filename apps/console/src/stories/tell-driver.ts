import { toMoment, toMoney, toPlace } from '@hansom/platform-api';
import { type Booking, BookingState } from '@hansom/proto-booking';
import { type Money } from '@hansom/proto-common';
import { AccountState, type Document, DocumentKind } from '@hansom/proto-driver';

import { BOOKING_STATES } from '../routes/shapes/booking-story.ts';
import { ACCOUNT_STATES, DOCUMENT_KINDS, type DriverStory } from '../routes/shapes/driver-story.ts';
import { type DriversDay } from './read-driver.ts';
import { silenceOf, tellPosition } from './silence.ts';
import { type ShownPhone, toCar } from './tell-people.ts';
import { tellShift } from './tell-shift.ts';
import { nameOf, optionalFare, requiredName } from './wire.ts';

type StoryJob = DriverStory['jobs'][number];

/** A driver's story, for somebody who sees phones as `phone` shows them. */
export function tellDriver(day: DriversDay, phone: ShownPhone): DriverStory {
  const { driver, shift, positions, now } = day;
  const today = jobsOfToday(day);
  return {
    id: driver.driverId,
    city: driver.city,
    name: driver.name,
    phone: phone(driver.phone),
    account: { state: requiredName(AccountState, ACCOUNT_STATES, driver.state), reason: driver.reason },
    documents: driver.documents.map((document) => tellDocument(document, now)),
    renewals: driver.renewals.map((document) => tellDocument(document, now)),
    car: driver.vehicle && toCar(driver.vehicle),
    shift: shift && tellShift(shift, day.shiftEvents ?? []),
    jobs: today.map((job) => tellJob(job, driver.driverId)),
    takings: takingsOf(today.filter(({ driverId }) => driverId === driver.driverId)),
    silence: positions && silenceOf(positions, now),
    position: positions?.last && tellPosition(positions.last),
    missing: [...day.missing],
  };
}

const SOON_MS = 30 * 86_400_000;

function tellDocument(
  { kind, expiresAt = new Date(0) }: Document,
  now: number,
): DriverStory['documents'][number] {
  const left = expiresAt.getTime() - now;
  return {
    kind: requiredName(DocumentKind, DOCUMENT_KINDS, kind),
    endsAt: toMoment(expiresAt),
    state: left <= 0 ? 'ENDED' : left <= SOON_MS ? 'ENDS_SOON' : 'GOOD',
  };
}

/** Those that ended since the day or the shift began, whichever was first, and those that have not ended. */
function jobsOfToday({ jobs = [], shift, dayBegan }: DriversDay): Booking[] {
  const began = Math.min(dayBegan, shift?.startedAt?.getTime() ?? Infinity);
  return jobs.filter(({ endedAt }) => endedAt === undefined || endedAt.getTime() >= began);
}

function tellJob(booking: Booking, driverId: string): StoryJob {
  const lost = booking.driverId !== driverId;
  return {
    bookingId: booking.bookingId,
    state: nameOf(BookingState, BOOKING_STATES, booking.state) ?? 'FAILED',
    lost,
    riderName: booking.riderName,
    pickup: toPlace(booking.pickup),
    destination: toPlace(booking.destination),
    // Times and price of a job that was lost are of another driver's ride.
    ...(!lost && {
      assignedAt: toMoment(booking.assignedAt),
      startedAt: toMoment(booking.startedAt),
      endedAt: toMoment(booking.endedAt),
      fare: optionalFare(booking.fare),
    }),
  };
}

/** What riders pay for jobs, fees too: one sum a currency. */
function takingsOf(jobs: readonly Booking[]): DriverStory['takings'] {
  const sums = new Map<string, Money>();
  for (const { fare } of jobs) {
    if (!fare?.total) continue;
    const { currency, amountMinor } = fare.total;
    sums.set(currency, { currency, amountMinor: amountMinor + (sums.get(currency)?.amountMinor ?? 0n) });
  }
  return Array.from(sums.values(), toMoney);
}
