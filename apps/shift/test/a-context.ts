import { consume } from '@hansom/platform-bus/testing';
import { staticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { type User } from '@hansom/platform-identity';
import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { type Handler, rootCall } from '@hansom/platform-rpc';
import { callHandler } from '@hansom/platform-rpc/testing';
import { liveIndex, liveIndexTable, whereItBelongs } from '@hansom/platform-schedule';
import { type InMemoryAggregates, inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { Booking, type BookingReallocating } from '@hansom/proto-booking';
import { City } from '@hansom/proto-city';
import { Tenancy } from '@hansom/proto-common';
import { AccountState, DocumentKind, type Driver } from '@hansom/proto-driver';
import { Payment } from '@hansom/proto-payment';
import { type ClaimRequest, type Shift as WireShift } from '@hansom/proto-shift';
import { cityCode, type Id, makeId } from '@hansom/shared-ids';

import { config } from '../src/config.ts';
import { bookingReallocating } from '../src/consumers/booking-reallocating.ts';
import { followBooking } from '../src/consumers/follow-booking.ts';
import { paymentSettled } from '../src/consumers/payment-settled.ts';
import { type Callees, type ShiftContext } from '../src/context.ts';
import { claim } from '../src/handlers/claim.ts';
import { start } from '../src/handlers/start.ts';
import { commandsTable } from '../src/store/commands.ts';
import {
  driversTable,
  isLive,
  shiftAggregate,
  type ShiftFields,
  type ShiftState as State,
  vehiclesTable,
} from '../src/store/shift-aggregate.ts';
import { timersOf } from '../src/timers.ts';

const GOT = cityCode('got');
const SOMEWHERE = { lat: 57.7, lng: 11.97 };
const YEAR_MS = 365 * 86_400_000;

/** The other services, as a spec wants them. */
export interface Others {
  accounts: Map<string, Driver>;
  /** When each driver was seen last. */
  seenAt: Map<string, number>;
  /** The city of every fix. */
  city: string;
  /** Happen before and after an account is read. */
  beforeAccount: () => Promise<void> | void;
  afterAccount: () => Promise<void> | void;
}

export interface SpecContext extends ShiftContext {
  effects: FakeEffects;
  others: Others;
  events: InMemoryAggregates<ShiftFields, State>['sink'];
  /** Lets domain time pass, and fires what falls due. */
  pass(ms: number): Promise<void>;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  const { clock, ids } = effects;
  const others: Others = {
    ...{ accounts: new Map(), seenAt: new Map(), city: 'got' },
    ...{ beforeAccount: () => {}, afterAccount: () => {} },
  };
  const callees = calleesOf(others);
  const settings = staticConfig(config.parse({}));
  const engine = await new SimulatedStore({ clock }).open('shift');
  const timers = timersOf({ clock, config: settings, callees }, ({ deadlineMs }) =>
    rootCall(effects, { name: 'shift', deadlineMs }),
  );
  const memory = await inMemoryAggregates<ShiftFields, State>({
    ...{ service: 'shift', aggregate: shiftAggregate, contextOf: whereItBelongs, timers, effects, engine },
  });
  const { aggregates: shifts, sink } = memory;
  return {
    ...{ effects, others, events: sink, clock, ids, config: settings, callees, shifts },
    drivers: openTable(engine, driversTable, effects),
    vehicles: openTable(engine, vehiclesTable, effects),
    commands: openTable(engine, commandsTable, effects),
    live: liveIndex({
      ...{ table: openTable(engine, liveIndexTable('live_shifts')), aggregates: shifts, clock, isLive },
    }),
    pass: async (ms) => {
      await effects.time.advance(ms);
      await memory.runDue();
    },
  };
}

function calleesOf(others: Others): Callees {
  const position = SOMEWHERE;
  return {
    city: {
      findCity: async () => {
        const found = { city: City.fromPartial({ code: others.city }), zones: [] };
        return { revision: '1', outcome: { $case: 'found', value: found } };
      },
    },
    driver: {
      getDriver: async ({ driverId }) => {
        await others.beforeAccount();
        const driver = others.accounts.get(driverId ?? '');
        await others.afterAccount();
        return { driver };
      },
    },
    positions: {
      getLast: async ({ driverId }) => {
        const at = others.seenAt.get(driverId ?? '');
        if (at === undefined) return { last: undefined, recent: [] };
        const measured = { accuracyMetres: 5, speedMetresPerSecond: -1, bearingDegrees: -1 };
        return { last: { seq: 1n, at: new Date(at), position, ...measured }, recent: [] };
      },
    },
  };
}

/** A driver of Gothenburg with an active account and a car of his own, seen just now. */
export function aDriver(ctx: SpecContext, over: Partial<Driver> = {}): User {
  const driverId = makeId('driver', ctx.ids.uuid(), GOT);
  const expiresAt = new Date(ctx.clock.now() + YEAR_MS);
  const car = {
    make: 'Volvo',
    model: 'V90',
    colour: 'blue',
    seats: 4,
    serviceTypes: ['standard', 'premium'],
  };
  ctx.others.accounts.set(driverId, {
    driverId,
    city: 'got',
    state: AccountState.ACTIVE,
    version: 4,
    name: 'Asta',
    phone: '+4670',
    vehicle: { vehicleId: makeId('vehicle', ctx.ids.uuid(), GOT), plate: driverId, ...car },
    documents: [{ kind: DocumentKind.TAXI_LICENCE, number: '1', expiresAt }],
    tenancy: Tenancy.ROBOT,
    reason: '',
    renewals: [],
    ...over,
  });
  ctx.others.seenAt.set(driverId, ctx.clock.now());
  return aUser({ id: driverId, roles: ['DRIVER'], tenancy: 'robot', city: 'got' });
}

/** Calls a handler for a driver. */
export function as<Req, Res>(
  ctx: SpecContext,
  driver: User,
  handler: Handler<Req, Res>,
): (request: Req) => Promise<Res> {
  return (request) => callHandlerAs(driver, handler, { request, effects: ctx.effects });
}

/** Puts a driver on shift. */
export async function onShift(
  ctx: SpecContext,
  driver = aDriver(ctx),
  commandKey = 'start',
): Promise<WireShift> {
  const { shift } = await as(ctx, driver, start(ctx))({ commandKey, serviceTypes: [] });
  if (!shift) throw new Error('no shift');
  return shift;
}

export function anOfferId(ctx: SpecContext): Id<'offer'> {
  return makeId('offer', ctx.ids.uuid(), GOT);
}

export function aBookingId(ctx: SpecContext): Id<'booking'> {
  return makeId('booking', ctx.ids.uuid(), GOT);
}

/** Claims a shift for an offer of 15 s, and tells what to name it by. */
export async function claimFor(
  ctx: SpecContext,
  { shiftId }: Pick<WireShift, 'shiftId'>,
  over: Partial<ClaimRequest> = {},
) {
  const deadlineAt = new Date(ctx.clock.now() + 15_000);
  const request = { shiftId, offerId: anOfferId(ctx), bookingId: aBookingId(ctx), deadlineAt, ...over };
  const { outcome } = await callHandler(claim(ctx), request, { effects: ctx.effects });
  return { request, outcome };
}

type Step = Parameters<typeof followBooking>[1];

/** Tells the shift what became of a job. */
export async function bookingSays(
  ctx: SpecContext,
  on: Step | 'reallocating',
  { shiftId, offerId, bookingId }: { shiftId: string; offerId: string; bookingId: string },
): Promise<void> {
  const like = { key: bookingId, version: 1 };
  if (on === 'reallocating') {
    const payload: BookingReallocating = { booking: undefined, offerId, shiftId, driverId: '' };
    return consume(bookingReallocating(ctx), { ...like, payload }, { effects: ctx.effects });
  }
  const booking = Booking.fromPartial({ bookingId, offerId, shiftId });
  return consume(followBooking(ctx, on), { ...like, payload: { booking } }, { effects: ctx.effects });
}

/** Tells the shift that the fare of a job is settled. */
export function paymentSays(ctx: SpecContext, driverId: string, bookingId: string): Promise<void> {
  const payload = { payment: Payment.fromPartial({ bookingId, driverId }) };
  return consume(paymentSettled(ctx), { payload }, { effects: ctx.effects });
}

export async function stateOf(
  ctx: SpecContext,
  { shiftId }: Pick<WireShift, 'shiftId'>,
): Promise<State | undefined> {
  return (await ctx.shifts.get(shiftId))?.state;
}

/** Waits for what pauses between its tries, which only domain time ends. */
export async function inTime<T>(ctx: SpecContext, work: Promise<T>): Promise<T> {
  let done = false;
  const ended = work.finally(() => (done = true));
  ended.catch(() => undefined); // told below
  for (let tries = 0; !done && tries < 100; tries++) await ctx.effects.time.advance(20);
  return ended;
}
