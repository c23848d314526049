import { instant } from '@hansom/platform-context';
import { A_MONDAY_MORNING } from '@hansom/platform-context/testing';
import { Booking, BookingState } from '@hansom/proto-booking';
import { Shift, ShiftState } from '@hansom/proto-shift';
import { cityCode, type Id, makeId } from '@hansom/shared-ids';

import { type JobFact, type Position, type ShiftFact } from '../src/live/board/facts.ts';
import { toJobFact, toShiftFact } from '../src/live/mapping.ts';

const GOT = cityCode('got');

/** Ids by number: those of a higher number are later. */
export function driverId(n: number): Id<'driver'> {
  return makeId('driver', uuid(n), GOT);
}

export function shiftId(n: number): Id<'shift'> {
  return makeId('shift', uuid(n), GOT);
}

export function bookingId(n: number): Id<'booking'> {
  return makeId('booking', uuid(n), GOT);
}

/** Of driver 1, free, since a Monday morning. */
export function aShift(over: Partial<Shift> = {}): Shift {
  return {
    ...Shift.decode(new Uint8Array()),
    ...{ shiftId: shiftId(1), driverId: driverId(1), city: 'got', version: 1, state: ShiftState.FREE },
    stateSince: new Date(A_MONDAY_MORNING),
    ...over,
  };
}

/** Job 1, which looks for a driver since a Monday morning. */
export function aBooking(over: Partial<Booking> = {}): Booking {
  return {
    ...Booking.decode(new Uint8Array()),
    ...{ bookingId: bookingId(1), city: 'got', version: 2, state: BookingState.SEARCHING, searchEpoch: 1 },
    ...{ serviceType: 'standard', passengers: 2, createdAt: new Date(A_MONDAY_MORNING) },
    pickup: { at: { lat: 57.7, lng: 11.97 }, label: 'Järntorget' },
    destination: { at: { lat: 57.71, lng: 11.99 }, label: '' },
    ...over,
  };
}

export function aShiftFact(over: Partial<Shift> = {}): ShiftFact {
  return toShiftFact(aShift(over));
}

export function aJobFact(over: Partial<Booking> = {}): JobFact {
  return toJobFact(aBooking(over));
}

/** So many milliseconds after that Monday morning. */
export function at(ms: number): Date {
  return new Date(A_MONDAY_MORNING + ms);
}

export function aPosition(over: Partial<Position> = {}): Position {
  return {
    ...{ at: [11.97, 57.7], fixAt: instant(A_MONDAY_MORNING), bearing: 90, metresPerSecond: 10 },
    ...over,
  };
}

function uuid(n: number): string {
  return `01941f29-7c00-7aaa-8abc-${n.toString(16).padStart(12, '0')}`;
}
