import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { aCall } from '@hansom/platform-rpc/testing';
import { type Engine, openTable, SimulatedStore } from '@hansom/platform-store';
import { Booking } from '@hansom/proto-booking';
import { Tenancy } from '@hansom/proto-common';
import { type IngestRequest as Forwarded } from '@hansom/proto-geosearch';
import { type Fix, type PositionMoved } from '@hansom/proto-position-tracker';
import { cityCode, type Id, makeId } from '@hansom/shared-ids';

import { Announcer } from '../src/announcer.ts';
import { config as schema, type PositionTrackerConfig } from '../src/config.ts';
import { type PositionTrackerContext } from '../src/context.ts';
import { Forwarder } from '../src/forwarder.ts';
import { RecentWriter } from '../src/recent-writer.ts';
import { type Jobs, jobs, jobsOfDriversTable, jobsTable } from '../src/store/jobs.ts';
import { recentFixes, recentFixesTable } from '../src/store/recent-fixes.ts';
import { traces, tracesTable } from '../src/store/traces.ts';
import { TraceKeeper } from '../src/trace-keeper.ts';
import { Trackers } from '../src/trackers.ts';

/** What was told. */
export interface Announced {
  key: string;
  version: number;
  payload: PositionMoved;
}

export interface SpecContext extends PositionTrackerContext {
  config: StaticConfig<PositionTrackerConfig>;
  effects: FakeEffects;
  engine: Engine;
  keeper: TraceKeeper;
  writer: RecentWriter;
  forwarder: Forwarder;
  announcer: Announcer;
  /** What geosearch got. */
  forwarded: Forwarded[];
  /** Set: what geosearch answers with, before it has got anything. */
  geosearchFails: { with?: Error };
  announced: Announced[];
  /** As after a start on the same data. */
  restarted(): SpecContext;
}

const GOT = cityCode('got');

export const DRIVER = driverId(1);
export const BOOKING = bookingId(1);

export function driverId(n: number): Id<'driver'> {
  return makeId('driver', uuid(n), GOT);
}

export function bookingId(n: number): Id<'booking'> {
  return makeId('booking', uuid(n), GOT);
}

function uuid(n: number): string {
  return `01941f29-7c00-7aaa-8abc-${n.toString(16).padStart(12, '0')}`;
}

/** A good fix, taken now: fix n is n times 20 m to the north. */
export function aFix(
  ctx: Pick<SpecContext, 'clock'>,
  n: number,
  over: Partial<Fix> & { ageMs?: number } = {},
): Fix {
  const { ageMs = 0, ...rest } = over;
  return {
    seq: BigInt(n),
    at: new Date(ctx.clock.now() - ageMs),
    position: { lat: 57.7 + (n * 20) / 111_195, lng: 11.97 },
    accuracyMetres: 5,
    speedMetresPerSecond: 10,
    bearingDegrees: 0,
    ...rest,
  };
}

/** Fixes `from` to `to`, one each 2 s, the last one now. */
export function fixes(ctx: Pick<SpecContext, 'clock'>, from: number, to: number): Fix[] {
  return Array.from({ length: to - from + 1 }, (_, i) =>
    aFix(ctx, from + i, { ageMs: 2_000 * (to - from - i) }),
  );
}

/** A booking as its events tell it: assigned to the driver, of a robot. */
export function aBooking(over: Partial<Booking> = {}): Booking {
  return Booking.decode(
    Booking.encode({
      ...Booking.decode(new Uint8Array()),
      bookingId: BOOKING,
      driverId: DRIVER,
      riderId: 'rider_1',
      city: 'got',
      tenancy: Tenancy.ROBOT,
      ...over,
    }).finish(),
  );
}

/** The context of a handler spec: a store in memory, what goes out recorded, clocks that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  return contextOn(effects, await new SimulatedStore({ clock: effects.clock }).open('position-tracker'));
}

function contextOn(effects: FakeEffects, engine: Engine): SpecContext {
  const config = staticConfig(schema.parse({}));
  const store = {
    traces: traces(openTable(engine, tracesTable)),
    jobs: jobsIn(engine, effects),
  };
  const out = recordedOut(effects);
  const recent = recentFixes(openTable(engine, recentFixesTable));
  const writer = new RecentWriter(recent, effects.log);
  const keeper = new TraceKeeper(store.traces);
  const parts = { ...store, ...out, keeper, writer, recent };
  const trackers = new Trackers({ ...parts, effects, config: () => config.current });
  const restarted = () => contextOn(effects, engine);
  return { ...parts, config, epoch: 'epoch 1', clock: effects.clock, effects, engine, trackers, restarted };
}

export function jobsIn(engine: Engine, effects: FakeEffects): Jobs {
  const ofDrivers = openTable(engine, jobsOfDriversTable, effects);
  return jobs({ ofDrivers, all: openTable(engine, jobsTable, effects) });
}

function recordedOut(effects: FakeEffects) {
  const forwarded: Forwarded[] = [];
  const announced: Announced[] = [];
  const geosearchFails: SpecContext['geosearchFails'] = {};
  const ingest = async (request: Forwarded) => {
    if (geosearchFails.with) throw geosearchFails.with;
    forwarded.push(request);
    return { takenCount: request.driverHigh.length };
  };
  const call = ({ deadlineMs }: { deadlineMs: number }) => aCall({ effects, deadlineMs });
  const forwarder = new Forwarder({ geosearch: { ingest }, call, log: effects.log });
  const announce = async (_: unknown, told: unknown) => void announced.push(told as Announced); // of one catalogue
  const announcer = new Announcer({ announce, effects, everyMs: () => 1_000 });
  return { forwarded, announced, geosearchFails, forwarder, announcer };
}
