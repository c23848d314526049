import { Booking, BookingState } from '@hansom/proto-booking';
import { type Journal, Payment, PaymentState } from '@hansom/proto-payment';
import { minutes } from '@hansom/shared-time';

import { type BookingFacts, type CityFacts, type Step } from '../src/city-check/facts.ts';

/** When a city of a spec is read. */
export const NOW = Date.UTC(2026, 0, 5, 12);

export function sek(minor: number) {
  return { amountMinor: BigInt(minor), currency: 'SEK' };
}

/** A card ride of half an hour ago that cost 200.00, paid; another name makes another ride. */
export function aRide(name = '1', driverId = 'driver_1', start = NOW - minutes(30)) {
  const bookingId = `booking_got_${name}`;
  const at = (minute: number): Date => new Date(start + minutes(minute));
  const made = Booking.create({
    bookingId,
    city: 'got',
    state: BookingState.REQUESTED,
    version: 1,
    createdAt: at(0),
  });
  const assigned = { ...made, state: BookingState.ASSIGNED, version: 2, driverId, assignedAt: at(1) };
  const fare = { total: sek(20_000), lines: [] };
  const done = { ...assigned, state: BookingState.COMPLETED, version: 3, endedAt: at(15), fare };
  const steps = [
    aStep('booking.created', made, at(0)),
    aStep('booking.assigned', assigned, at(1)),
    aStep('booking.completed', done, at(15)),
  ];
  return { booking: done, steps, readAt: NOW } satisfies BookingFacts;
}

export function aStep(type: string, booking: Booking, at: Date): Step {
  return { type, booking, version: booking.version, at: at.getTime() };
}

export function aPayment(bookingId: string, change: Partial<Payment> = {}): Payment {
  return Payment.create({
    ...{
      paymentId: paymentIdOf(bookingId),
      bookingId,
      riderId: 'rider_1',
      driverId: 'driver_1',
      city: 'got',
    },
    ...{ state: PaymentState.CAPTURED, due: sek(20_000), captured: sek(20_000) },
    ...change,
  });
}

/** `capture`, or `capture 2` for the second of that kind. */
export function aJournal(bookingId: string, name: string, minor: number): Journal {
  const [kind = '', number = '1'] = name.split(' ');
  const journalNumber = Number(number);
  const postings = [
    { account: 'psp', change: sek(minor) },
    { account: 'riders:rider_1', change: sek(-minor) },
  ];
  return {
    paymentId: paymentIdOf(bookingId),
    bookingId,
    kind,
    journalNumber,
    postings,
    bookedAt: new Date(NOW),
  };
}

/** Two rides of two drivers, all as it must be; and what a spec changes. */
export function aCity(change: Partial<CityFacts> = {}): CityFacts {
  const bookings = [aRide('1', 'driver_1'), aRide('2', 'driver_2')];
  const ids = bookings.map(({ booking }) => booking.bookingId);
  return {
    since: NOW,
    bookings,
    listed: new Set(),
    payments: ids.map((id) => aPayment(id)),
    journals: ids.flatMap((id) => [
      aJournal(id, 'fare', 20_000),
      aJournal(id, 'commission', 3_000),
      aJournal(id, 'capture', 20_000),
    ]),
    parked: [],
    ...change,
  };
}

function paymentIdOf(bookingId: string): string {
  return bookingId.replace('booking', 'payment');
}
