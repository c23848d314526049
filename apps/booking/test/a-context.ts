import { type StaticConfig, staticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { type User } from '@hansom/platform-identity';
import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { rootCall } from '@hansom/platform-rpc';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type LiveIndex, liveIndex, liveIndexTable, whereItBelongs } from '@hansom/platform-schedule';
import { type InMemoryAggregates, inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { type Booking as WireBooking, PaymentKind, Verdict } from '@hansom/proto-booking';
import { type City } from '@hansom/proto-city';
import { FareLineKind } from '@hansom/proto-common';
import { type PriceSnapshot } from '@hansom/proto-pricing';
import { cityCode, makeId } from '@hansom/shared-ids';

import { type BookingConfig, config } from '../src/config.ts';
import { type BookingContext } from '../src/context.ts';
import { create } from '../src/handlers/create.ts';
import { decideOffer } from '../src/handlers/decide-offer.ts';
import {
  bookingAggregate,
  type BookingFields,
  type BookingState,
  isLive,
  ridersTable,
} from '../src/store/booking-aggregate.ts';
import { driverJobsTable, jobsIn, riderJobsTable } from '../src/store/jobs.ts';
import { pay } from '../src/domain/search.ts';
import { timersOf } from '../src/timers.ts';
import { calleesOf, type Others } from './others.ts';

export const PICKUP = { lat: 57.7089, lng: 11.9746 };
export const DESTINATION = { lat: 57.6969, lng: 11.9865 };

const SEK = (amount: bigint) => ({ amountMinor: amount, currency: 'SEK' });
const GOT = cityCode('got');

/** Gothenburg, with figures that are easy to reckon with. */
export function aCity(): City {
  return {
    code: 'got',
    name: 'Gothenburg',
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    homeRegion: 'local',
    homeEpoch: 1,
    neighbours: [],
    serviceTypes: [{ id: 'standard', name: 'Standard', seats: 4 }],
    dispatch: {
      offerTtlMs: 15_000,
      broadcastCount: 1,
      batchMs: 2_000,
      furthestPickupMs: 720_000,
      ringsMetres: [1_000],
      fewestCandidates: 3,
      searchMs: 180_000,
    },
    booking: {
      arrivalMetres: 150,
      freeWaitingMs: 150_000,
      businessFreeWaitingMs: 300_000,
      freeCancelMs: 120_000,
      cancelFee: SEK(5_000n),
      noShowFee: SEK(5_000n),
      prebookedNoShowFee: SEK(10_000n),
      reallocations: 2,
    },
  };
}

export function aPrice(over: Partial<PriceSnapshot> = {}): PriceSnapshot {
  const total = SEK(14_500n);
  return {
    quoteId: 'quote_got_01',
    city: 'got',
    serviceType: 'standard',
    tariffId: 'got-2026',
    fare: { total, lines: [{ kind: FareLineKind.METER, label: 'Meter', price: total }] },
    fixed: false,
    pickup: { at: PICKUP, label: 'Nordstan' },
    destination: { at: DESTINATION, label: 'Götaplatsen' },
    distanceMetres: 2_100,
    durationMs: 420_000,
    passengers: 1,
    ...over,
  };
}

export interface SpecContext extends BookingContext {
  effects: FakeEffects;
  config: StaticConfig<BookingConfig>;
  others: Others;
  events: InMemoryAggregates<BookingFields, BookingState>['sink'];
  /** Lets domain time pass, and fires what falls due. */
  pass(ms: number): Promise<void>;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const others: Others = {
    ...{ price: aPrice(), fixes: new Map(), served: true },
    ...{ finalFare: 16_000n, finalised: [], pricingIsAway: false, positionsAreAway: false },
  };
  const callees = calleesOf(others, aCity());
  const settings = staticConfig(config.parse({}));
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('booking');
  const common = { clock: effects.clock, aggregates: { find: (id: string) => bookings.find(id) } };
  const searching: LiveIndex<BookingFields, BookingState> = liveIndex({
    ...common,
    table: openTable(engine, liveIndexTable('searching_jobs')),
    isLive: ({ state }) => state === 'SEARCHING',
  });
  const live: LiveIndex<BookingFields, BookingState> = liveIndex({
    ...common,
    table: openTable(engine, liveIndexTable('live_jobs')),
    isLive,
  });
  const memory = await inMemoryAggregates<BookingFields, BookingState>({
    service: 'booking',
    aggregate: bookingAggregate,
    contextOf: whereItBelongs,
    timers: timersOf({ clock: effects.clock, config: settings, ...callees, searching }, ({ deadlineMs }) =>
      rootCall(effects, { name: 'booking', deadlineMs }),
    ),
    effects,
    engine,
  });
  const { sink, aggregates: bookings } = memory;
  return {
    ...{ effects, others, events: sink, clock: effects.clock, config: settings, bookings },
    ...{ ...callees, searching, live },
    riders: openTable(engine, ridersTable, effects),
    jobs: jobsIn({
      riderJobs: openTable(engine, riderJobsTable),
      driverJobs: openTable(engine, driverJobsTable),
    }),
    pass: async (ms) => {
      await effects.time.advance(ms);
      await memory.runDue();
    },
  };
}

/** Lets time pass until all of them are answered: who loses a race pauses before the next try. */
export async function raced<T>(ctx: SpecContext, asked: readonly Promise<T>[]): Promise<T[]> {
  let open = true;
  const answers = Promise.all(asked).finally(() => (open = false));
  while (open) await ctx.effects.time.advance(10);
  return answers;
}

/** An id of a regional thing, the same for the same number. */
export function idOf(kind: 'booking' | 'offer' | 'shift' | 'driver' | 'vehicle', n: number): string {
  return makeId(kind, `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`, GOT);
}

export const ANNA = aUser({ id: 'rider_anna', roles: ['RIDER'] });
export const BEN = aUser({ id: 'rider_ben', roles: ['RIDER'] });

/** The driver of that number, signed in. */
export function driverUser(n: number): User {
  return aUser({ id: idOf('driver', n), roles: ['DRIVER'], city: 'got' });
}

export interface Ordered {
  n?: number;
  rider?: User;
}

export function anOrder({ n = 1 }: Ordered = {}) {
  return {
    commandKey: `create-${n}`,
    bookingId: idOf('booking', n),
    quoteToken: 'fresh',
    paymentKind: PaymentKind.CASH,
    paymentMethodId: '',
    note: '',
  };
}

/** Books, and gives the job. */
export async function booked(ctx: SpecContext, { n = 1, rider = ANNA }: Ordered = {}): Promise<WireBooking> {
  const request = anOrder({ n });
  const { outcome } = await callHandlerAs(rider, create(ctx), { request, effects: ctx.effects });
  if (outcome?.$case !== 'booking') throw new Error(`no booking but ${String(outcome?.$case)}`);
  return outcome.value;
}

/** A job that searches. */
export async function searchingJob(ctx: SpecContext, ordered: Ordered = {}): Promise<WireBooking> {
  const job = await booked(ctx, ordered);
  await ctx.searching.add('got', { id: job.bookingId, version: 2 });
  await ctx.bookings.transition(job.bookingId, { decide: (state) => pay(state, ctx.clock.now()) });
  return job;
}

/** Asks booking to decide offer `n`, of driver `n`. */
export function decide(
  ctx: SpecContext,
  { n = 1, offer = 1, epoch = 1, wanted = 'ASSIGN' as keyof typeof WANTED } = {},
) {
  const request = {
    bookingId: idOf('booking', n),
    searchEpoch: epoch,
    offerId: idOf('offer', offer),
    shiftId: idOf('shift', offer),
    driverId: idOf('driver', offer),
    vehicleId: idOf('vehicle', offer),
    wanted: WANTED[wanted],
  };
  return callHandler(decideOffer(ctx), request, { effects: ctx.effects, from: 'dispatch' });
}

const WANTED = { ASSIGN: Verdict.ASSIGN, REFUSE: Verdict.REFUSE };

/** A job that driver 1 has. */
export async function assignedJob(ctx: SpecContext, ordered: Ordered = {}): Promise<WireBooking> {
  const job = await searchingJob(ctx, ordered);
  await decide(ctx, { n: ordered.n ?? 1 });
  return job;
}

/** Puts a driver at the pickup, or some metres north of it, now. */
export function seen(ctx: SpecContext, { driver = 1, metresNorth = 0 } = {}): void {
  const lat = PICKUP.lat + metresNorth / 111_195;
  ctx.others.fixes.set(idOf('driver', driver), { lat, lng: PICKUP.lng, at: ctx.clock.now() });
}

/** A driver's command on a job. */
export function command(n = 1, { key = 'k', offer = 1 } = {}) {
  return { commandKey: `${key}-${offer}`, bookingId: idOf('booking', n), offerId: idOf('offer', offer) };
}
