import { staticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { aUser } from '@hansom/platform-identity/testing';
import { rootCall } from '@hansom/platform-rpc';
import { aCall } from '@hansom/platform-rpc/testing';
import { whereItBelongs } from '@hansom/platform-schedule';
import { type InMemoryAggregates, inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { Booking, BookingState, type DecideOfferRequest, PaymentKind, Verdict } from '@hansom/proto-booking';
import { City } from '@hansom/proto-city';
import { Tenancy } from '@hansom/proto-common';
import { type FindNearestRequest } from '@hansom/proto-geosearch';
import {
  ClaimRefusal,
  type ClaimRequest,
  type EndClaimRequest,
  Shift,
  ShiftState,
} from '@hansom/proto-shift';
import { cityCode, makeId } from '@hansom/shared-ids';

import { config } from '../src/config.ts';
import { type DispatchContext } from '../src/context.ts';
import { Fairness } from '../src/matching/fairness.ts';
import { matchCity } from '../src/matching/match-city.ts';
import { Turns } from '../src/matching/turns.ts';
import { driverOffersIn, driverOffersTable } from '../src/store/driver-offers.ts';
import {
  type Offer,
  offerAggregate,
  type OfferFields,
  type OfferState,
} from '../src/store/offer-aggregate.ts';
import { slotsIn, slotsTable } from '../src/store/slots.ts';
import { timersOf } from '../src/timers.ts';

const GOT = cityCode('got');

/** An id of a regional thing, the same for the same number. */
export function idOf(kind: 'booking' | 'shift' | 'driver' | 'vehicle', n: number): string {
  return makeId(kind, `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`, GOT);
}

/** The driver of that number, signed in. */
export function driverUser(n: number) {
  return aUser({ id: idOf('driver', n), roles: ['DRIVER'], city: 'got' });
}

/** Gothenburg, with figures that are easy to reckon with. */
export function aCity({ broadcastCount = 1, neighbours = [] as string[] } = {}): City {
  return City.fromPartial({
    code: 'got',
    neighbours,
    dispatch: {
      ...{ offerTtlMs: 15_000, broadcastCount, batchMs: 2_000, furthestPickupMs: 720_000 },
      ...{ ringsMetres: [1_000, 5_000], fewestCandidates: 3, searchMs: 180_000 },
    },
  });
}

type Service = 'booking' | 'shift' | 'geosearch';

/** The other services, as simple as a spec needs them: rows that decide as theirs do. */
export interface World {
  jobs: Map<string, Booking>;
  shifts: Map<string, Shift>;
  /** How far each driver is from every pickup. */
  ways: Map<string, { metres: number; ms: number }>;
  refused: Set<string>;
  ended: EndClaimRequest[];
  /** Every call of a service that is away fails. */
  away: Set<Service>;
  /** What happens before a service answers. */
  before: (rpc: string) => Promise<void> | void;
}

export interface SpecContext extends DispatchContext {
  effects: FakeEffects;
  world: World;
  events: InMemoryAggregates<OfferFields, OfferState>['sink'];
  /** Lets domain time pass, and fires what falls due. */
  pass(ms: number): Promise<void>;
  /** One batch of the city. */
  batch(city?: City): ReturnType<typeof matchCity>;
}

/** The context of a spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('dispatch');
  const world = aWorld();
  const callees = calleesOf(world);
  const begin = ({ deadlineMs }: { deadlineMs: number }) =>
    rootCall(effects, { name: 'dispatch', deadlineMs });
  const memory = await inMemoryAggregates<OfferFields, OfferState>({
    ...{ service: 'dispatch', aggregate: offerAggregate, contextOf: whereItBelongs, effects, engine },
    timers: timersOf(callees, begin),
  });
  const { clock, ids, log } = effects;
  const ctx: DispatchContext = {
    ...{ clock, ids, log, config: staticConfig(config.parse({})), ...callees, offers: memory.aggregates },
    slots: slotsIn(openTable(engine, slotsTable, effects), clock),
    driverOffers: driverOffersIn(openTable(engine, driverOffersTable)),
  };
  const fairness = new Fairness(clock, () => 0);
  const turns = new Turns(ctx);
  return {
    ...ctx,
    ...{ effects, world, events: memory.sink },
    pass: async (ms) => {
      await effects.time.advance(ms);
      await memory.runDue();
    },
    batch: (city = aCity()) =>
      matchCity(ctx, { city, fairness, turns, call: aCall({ effects, deadlineMs: 10_000 }) }),
  };
}

function aWorld(): World {
  return {
    ...{
      jobs: new Map(),
      shifts: new Map(),
      ways: new Map(),
      refused: new Set(),
      ended: [],
      away: new Set(),
    },
    before: () => undefined,
  };
}

/** A job that searches, and as many free drivers as a spec wants, each 100 m further away. */
export function aJob(ctx: SpecContext, n = 1, { serviceType = 'standard' } = {}): Booking {
  const job = Booking.fromPartial({
    ...{ bookingId: idOf('booking', n), state: BookingState.SEARCHING, version: 2, city: 'got' },
    ...{ tenancy: Tenancy.LIVE, serviceType, passengers: 1, paymentKind: PaymentKind.CASH },
    pickup: { at: { lat: 57.7, lng: 11.97 }, label: 'Nordstan' },
    quote: { total: { amountMinor: 14_500n, currency: 'SEK' } },
    ...{ searchEpoch: 1, createdAt: new Date(ctx.clock.now()) },
  });
  ctx.world.jobs.set(job.bookingId, job);
  return job;
}

export function freeDrivers(ctx: SpecContext, count: number): void {
  for (let n = 1; n <= count; n++) {
    const ids = { shiftId: idOf('shift', n), driverId: idOf('driver', n), vehicleId: idOf('vehicle', n) };
    ctx.world.shifts.set(
      ids.shiftId,
      Shift.fromPartial({ ...ids, city: 'got', state: ShiftState.FREE, version: 1 }),
    );
    ctx.world.ways.set(ids.driverId, { metres: 100 * n, ms: 10_000 * n });
  }
}

/** All offers there are, in the order in which they were made. */
export async function offersOf(ctx: SpecContext, n = 1, epoch = 1): Promise<Offer[]> {
  const slots = await ctx.slots.ofSearch(idOf('booking', n), epoch);
  const offers = await Promise.all(slots.map(({ offerId }) => ctx.offers.get(offerId)));
  return offers.flatMap((offer) => (offer ? [offer] : []));
}

function calleesOf(world: World) {
  const answer = async <T>(service: Service, rpc: string, make: () => T): Promise<T> => {
    await world.before(rpc);
    if (world.away.has(service)) throw away(service);
    return make();
  };
  return {
    booking: {
      get: ({ bookingId }: { bookingId: string }) =>
        answer('booking', 'get', () => ({ booking: world.jobs.get(bookingId) })),
      listSearching: ({ page }: { page: string }) =>
        answer('booking', 'listSearching', () => searchingIn(world, Number(page))),
      decideOffer: (request: DecideOfferRequest) =>
        answer('booking', 'decideOffer', () => decideIn(world, request)),
    },
    shift: {
      claim: (request: ClaimRequest) => answer('shift', 'claim', () => claimIn(world, request)),
      accept: ({ shiftId, offerId }: { shiftId: string; offerId: string }) =>
        answer('shift', 'accept', () => {
          const shift = world.shifts.get(shiftId);
          const accepting = shift?.token === offerId;
          if (shift && accepting) world.shifts.set(shiftId, { ...shift, state: ShiftState.ACCEPTING });
          return { accepting, shift };
        }),
      endClaim: (request: EndClaimRequest) =>
        answer('shift', 'endClaim', () => {
          world.ended.push(request);
          const shift = world.shifts.get(request.shiftId);
          if (shift?.token === request.offerId)
            world.shifts.set(request.shiftId, { ...shift, state: ShiftState.FREE, token: '', bookingId: '' });
          return { shift };
        }),
      listLive: ({ page }: { page: string }) =>
        answer('shift', 'listLive', () => liveIn(world, Number(page))),
    },
    geosearch: {
      findNearest: (request: FindNearestRequest) =>
        answer('geosearch', 'findNearest', () => nearestIn(world, request)),
    },
    eta: {
      manyToOne: ({ from }: { from: { lat: number }[] }) => {
        const ways = from.map(({ lat }) => {
          const way = [...world.ways.values()][lat];
          return { found: way !== undefined, distanceMetres: way?.metres ?? 0, durationMs: way?.ms ?? 0 };
        });
        return Promise.resolve({ ways });
      },
    },
    city: { listCities: () => Promise.resolve({ cities: [aCity()], revision: '1' }) },
  };
}

function away(service: string): HansomError {
  return new HansomError('unavailable', `${service}.unavailable`, { description: `${service} is away` });
}

const PAGE = 64;

/** Jobs by id; a page is known by the place of its first job among all there ever were. */
function searchingIn({ jobs }: World, from: number) {
  const all = [...jobs.values()].sort((a, b) => (a.bookingId < b.bookingId ? -1 : 1));
  const searching = all.slice(from, from + PAGE).filter(({ state }) => state === BookingState.SEARCHING);
  return {
    jobs: searching.map((booking) => ({ booking, excludedDriverIds: [], refusedOfferIds: [] })),
    nextPage: from + PAGE < all.length ? String(from + PAGE) : '',
  };
}

/** Shifts in the order in which they were made. */
function liveIn({ shifts }: World, from: number) {
  const to = from + PAGE;
  return { shifts: [...shifts.values()].slice(from, to), nextPage: to < shifts.size ? String(to) : '' };
}

/** Free cars; all of them are standard ones. */
function nearestIn(world: World, { city, neighbours, radiusMetres, serviceType }: FindNearestRequest) {
  const cities = [city, ...neighbours];
  const there = [...world.shifts.values()].filter((shift) => cities.includes(shift.city));
  const free = there.filter(({ state }) => state === ShiftState.FREE && serviceType === 'standard');
  const near = free.filter(({ driverId }) => (world.ways.get(driverId)?.metres ?? 0) <= radiusMetres);
  const hits = near.map(({ shiftId, driverId }) => ({
    ...{ shiftId, driverId, distanceMetres: world.ways.get(driverId)?.metres ?? 0 },
    // Where a driver is tells the next fake who he is.
    position: { lat: [...world.ways.keys()].indexOf(driverId), lng: 0 },
    ...{ bearingDegrees: 0, fixAgeMs: 0, free: true },
  }));
  return { hits };
}

function claimIn(world: World, { shiftId, offerId, bookingId }: ClaimRequest) {
  const shift = world.shifts.get(shiftId);
  if (shift?.state !== ShiftState.FREE)
    return { outcome: { $case: 'refused' as const, value: { reason: ClaimRefusal.NOT_FREE } } };
  const claimed = { ...shift, state: ShiftState.OFFERED, token: offerId, bookingId };
  world.shifts.set(shiftId, claimed);
  return { outcome: { $case: 'claimed' as const, value: claimed } };
}

/** The rule of the booking's row: the first ASSIGN wins, a refusal is for ever. */
function decideIn(world: World, { bookingId, offerId, searchEpoch, wanted, driverId }: DecideOfferRequest) {
  const job = world.jobs.get(bookingId);
  if (!job) throw new Error('no such job');
  const isOpen =
    job.state === BookingState.SEARCHING && job.searchEpoch === searchEpoch && !world.refused.has(offerId);
  if (isOpen && wanted === Verdict.REFUSE) world.refused.add(offerId);
  if (isOpen && wanted === Verdict.ASSIGN)
    world.jobs.set(bookingId, {
      ...job,
      state: BookingState.ASSIGNED,
      offerId,
      driverId,
      version: job.version + 1,
    });
  const booking = world.jobs.get(bookingId);
  return { verdict: booking?.offerId === offerId ? Verdict.ASSIGN : Verdict.REFUSE, booking };
}
