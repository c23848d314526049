import { type Timers } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Call, type ClientOf, parallel } from '@hansom/platform-rpc';
import { type Booking, bookingEvents, type BookingServiceDefinition } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { type Journal, type Payment, type PaymentServiceDefinition } from '@hansom/proto-payment';
import { type EventsServiceDefinition } from '@hansom/proto-platform';

import { historyOf } from '../history.ts';
import { type BookingFacts, type CityFacts, type Step, timeOf } from './facts.ts';
import { patient } from './patient.ts';

/** From where a city is read. */
export interface CitySources {
  readonly booking: Pick<ClientOf<BookingServiceDefinition>, 'get' | 'listLive'>;
  /** Of the service booking. */
  readonly events: Pick<ClientOf<EventsServiceDefinition>, 'read'>;
  readonly payment: Pick<
    ClientOf<PaymentServiceDefinition>,
    'listPayments' | 'listJournals' | 'getOfBooking'
  >;
  /** What is parked in any service, a line each. */
  parked(): Promise<string[]>;
  /** City time. */
  now(): number;
  readonly timers: Timers;
}

/** A city that lives has other things to do. */
const AT_ONCE = 4;

/** Reads a city while it lives: what is read later tells of later. A service that is busy is asked again. */
export async function readCity(given: CitySources, city: string, call: Call): Promise<CityFacts> {
  const sources = patient(given);
  const since = sources.now();
  const listed = await liveBookings(sources, city, call);
  const known = await allPages<Payment>(async (page) => {
    const { payments, nextPage } = await sources.payment.listPayments({ city, page }, call);
    return { items: payments, nextPage };
  });
  const ids = [...new Set([...known.map(({ bookingId }) => bookingId), ...listed])];
  const tasks = ids.map((id) => [id, (own: Call) => readBooking(sources, id, own)] as const);
  const read = Object.values(await parallel(Object.fromEntries(tasks), { call, limit: AT_ONCE }));
  const journals = await allPages<Journal>(async (page) => {
    const answer = await sources.payment.listJournals({ city, page }, call);
    return { items: answer.journals, nextPage: answer.nextPage };
  });
  return {
    since,
    listed,
    bookings: read.map(({ facts }) => facts),
    payments: read.flatMap(({ payment }) => payment ?? []),
    journals,
    parked: await sources.parked(),
  };
}

async function liveBookings({ booking }: CitySources, city: string, call: Call): Promise<Set<string>> {
  const live = await allPages(async (page) => {
    const { bookings, nextPage } = await booking.listLive({ city, page }, call);
    return { items: bookings.map(({ bookingId }) => bookingId), nextPage };
  });
  return new Set(live);
}

/** The payment first: what it says of a booking, the booking said before. */
async function readBooking(
  sources: CitySources,
  bookingId: string,
  call: Call,
): Promise<{ facts: BookingFacts; payment: Payment | undefined }> {
  const payment = await paymentOf(sources, bookingId, call);
  const readAt = sources.now();
  const { booking } = await sources.booking.get({ bookingId }, call);
  if (!booking) throw new TypeError(`booking answered without ${bookingId}`);
  return { facts: { booking, readAt, steps: await stepsOf(sources, booking, call) }, payment };
}

/** A booking that was made just now may have none yet. */
async function paymentOf(
  { payment }: CitySources,
  bookingId: string,
  call: Call,
): Promise<Payment | undefined> {
  try {
    return (await payment.getOfBooking({ bookingId }, call)).payment;
  } catch (error) {
    if (error instanceof HansomError && error.code === 'payment.not_found') return undefined;
    throw error;
  }
}

/** All events up to where the booking stood when it was read. */
async function stepsOf(
  { events }: CitySources,
  { bookingId: aggregate, version }: Booking,
  call: Call,
): Promise<Step[]> {
  return (await historyOf(events, { kind: 'booking', aggregate, version }, call)).flatMap(stepOf);
}

function stepOf({ type, version, occurredAt, payload }: EventEnvelope): Step[] {
  const codec = Object.entries(bookingEvents.types).find(([name]) => name === type)?.[1];
  const booking = codec?.decode(payload).booking;
  return booking ? [{ type, version, at: timeOf(occurredAt), booking }] : [];
}

async function allPages<T>(read: (page: string) => Promise<{ items: T[]; nextPage: string }>): Promise<T[]> {
  const all: T[] = [];
  for (let page = ''; ; ) {
    const { items, nextPage } = await read(page); // one page after the other: each names the next
    all.push(...items);
    page = nextPage;
    if (page === '') return all;
  }
}
