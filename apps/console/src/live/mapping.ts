import { type Instant, instant } from '@hansom/platform-context';
import { Attention, type Booking, BookingState } from '@hansom/proto-booking';
import { type Money, type Place } from '@hansom/proto-common';
import { type ListMovedResponse } from '@hansom/proto-position-tracker';
import { type Shift, ShiftState } from '@hansom/proto-shift';
import { type CityCode, idFromWords } from '@hansom/shared-ids';

import { type JobEnd, type JobFact, type Position, type ShiftFact } from './board/facts.ts';
import { type Doing, type LiveJob, type Spot, type Sum } from './protocol.ts';

const DOING: Readonly<Partial<Record<ShiftState, Doing>>> = {
  [ShiftState.FREE]: 'FREE',
  [ShiftState.OFFERED]: 'OFFERED',
  [ShiftState.ACCEPTING]: 'OFFERED',
  [ShiftState.EN_ROUTE]: 'TO_PICKUP',
  [ShiftState.ARRIVED]: 'AT_PICKUP',
  [ShiftState.ON_TRIP]: 'ON_TRIP',
  [ShiftState.PAYING]: 'PAYING',
  [ShiftState.BREAK]: 'BREAK',
  [ShiftState.BUSY_STREET]: 'STREET_HAIL',
};

const LIVE: Readonly<Partial<Record<BookingState, LiveJob['state']>>> = {
  [BookingState.REQUESTED]: 'REQUESTED',
  [BookingState.SEARCHING]: 'SEARCHING',
  [BookingState.ASSIGNED]: 'ASSIGNED',
  [BookingState.ARRIVED]: 'ARRIVED',
  [BookingState.ON_TRIP]: 'ON_TRIP',
};

const ATTENTION: Readonly<Partial<Record<Attention, NonNullable<LiveJob['attention']>>>> = {
  [Attention.DRIVER]: 'DRIVER',
  [Attention.OPERATORS]: 'OPERATORS',
};

const ENDS: Readonly<Partial<Record<BookingState, JobEnd>>> = {
  [BookingState.COMPLETED]: 'completed',
  [BookingState.CANCELLED]: 'cancelled',
  [BookingState.NO_SHOW]: 'noShow',
  [BookingState.EXPIRED]: 'noDriver',
  [BookingState.FAILED]: 'notPaid',
};

/** Of a driver whose fixes do not say it, negative; of one that stands, whatever the app makes of it. */
const NOT_KNOWN = -1;
/** 10 cm: enough to glide, and half the characters of a double. */
const SPOT_DIGITS = 6;
const E7 = 1e7;

export function toShiftFact(shift: Shift): ShiftFact {
  const { shiftId, version, driverId, state, stateSince, bookingId } = shift;
  return {
    ...{ shiftId, version, driverId, doing: DOING[state] },
    since: toInstant(stateSince) ?? instant(0),
    bookingId: bookingId || undefined,
  };
}

export function toJobFact(booking: Booking): JobFact {
  const { bookingId: id, version, state } = booking;
  const how = ENDS[state];
  const endedAt = toInstant(booking.endedAt);
  return {
    ...{ id, version, live: toLiveJob(booking) },
    pickup: toSpot(booking.pickup),
    createdAt: toInstant(booking.createdAt) ?? instant(0),
    end: how && endedAt !== undefined ? { how, at: endedAt } : undefined,
    search: searchOf(booking),
    wait: waitOf(booking),
  };
}

export function toSum({ amountMinor, currency }: Money): Sum {
  return { amountMinor: Number(amountMinor), currency };
}

/** The rows of the columns, by driver. */
export function* positionsOf(
  answer: ListMovedResponse,
  city: CityCode,
): Generator<{ driverId: string; position: Position }> {
  for (const [i, high] of answer.driverHigh.entries()) {
    const low = answer.driverLow[i] ?? 0n;
    yield {
      driverId: idFromWords('driver', [...halvesOf(high), ...halvesOf(low)], city),
      position: {
        at: [rounded((answer.lngE7[i] ?? 0) / E7), rounded((answer.latE7[i] ?? 0) / E7)],
        fixAt: instant(Number(answer.fixedAtMs[i] ?? 0n)),
        bearing: known(answer.bearingDegrees[i], 0),
        metresPerSecond: known(answer.speedMetresPerSecond[i], 1),
      },
    };
  }
}

function toLiveJob(booking: Booking): LiveJob | undefined {
  const state = LIVE[booking.state];
  if (state === undefined) return undefined;
  const { bookingId: id, serviceType, passengers, pickup, destination, driverId } = booking;
  const attention = ATTENTION[booking.attention];
  return {
    ...{ id, state, serviceType, passengers },
    ...{ pickup: toSpot(pickup), pickupName: pickup?.label ?? '' },
    ...{ destination: toSpot(destination), destinationName: destination?.label ?? '' },
    createdAt: toInstant(booking.createdAt) ?? 0,
    ...(driverId && { driverId }),
    ...(attention && { attention }),
  };
}

/** A search ends with a driver, or with the job: as its time is up, or as the rider does not want to wait any longer. */
function searchOf({ searchEpoch, assignedAt, endedAt, driverId }: Booking): JobFact['search'] {
  const matchedAt = driverId ? toInstant(assignedAt) : undefined;
  if (matchedAt !== undefined) return { matched: true, at: matchedAt };
  const at = toInstant(endedAt);
  return searchEpoch > 0 && at !== undefined ? { matched: false, at } : undefined;
}

function waitOf({ createdAt, arrivedAt, startedAt }: Booking): JobFact['wait'] {
  const at = toInstant(startedAt);
  const until = toInstant(arrivedAt) ?? at;
  const from = toInstant(createdAt);
  if (at === undefined || until === undefined || from === undefined) return undefined;
  return { ms: until - from, at };
}

function toInstant(date: Date | undefined): Instant | undefined {
  return date && instant(date.getTime());
}

function toSpot(place: Place | undefined): Spot {
  return [rounded(place?.at?.lng ?? 0), rounded(place?.at?.lat ?? 0)];
}

function rounded(degrees: number, digits = SPOT_DIGITS): number {
  return Number(degrees.toFixed(digits));
}

function known(value: number | undefined, digits: number): number | undefined {
  return value === undefined || value <= NOT_KNOWN ? undefined : rounded(value, digits);
}

/** A word of 64 bits as two of 32. */
function halvesOf(word: bigint): [number, number] {
  return [Number(word >> 32n), Number(word & 0xffffffffn)];
}
