import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { type Call } from '@hansom/platform-rpc';
import { type Engine, openTable, SimulatedStore } from '@hansom/platform-store';
import { Tenancy } from '@hansom/proto-common';
import { type FindNearestRequest, type Hit, type IngestRequest } from '@hansom/proto-geosearch';
import { type Shift, ShiftState } from '@hansom/proto-shift';
import { type LatLng } from '@hansom/shared-geo';
import { cityCode, type Id, makeId } from '@hansom/shared-ids';

import { Cities } from '../src/cities.ts';
import { config as schema, type GeosearchConfig } from '../src/config.ts';
import { type GeosearchContext } from '../src/context.ts';
import { keyOfDriver } from '../src/domain/driver-key.ts';
import { toStanding } from '../src/handlers/mapping.ts';
import { PositionWriter } from '../src/position-writer.ts';
import { lastPositions, type LastPositions, lastPositionsTable } from '../src/store/last-positions.ts';

/** What `shift` answers in a spec. */
export interface FakeShifts {
  /** Who is on shift. */
  live: Shift[];
  /** Whether shift is away. */
  away: boolean;
  /** How often a list was asked for. */
  asked: number;
  /** What happens between reading a list and having it. */
  onTheWay: () => void | Promise<void>;
}

export interface SpecContext extends GeosearchContext {
  writer: PositionWriter;
  config: StaticConfig<GeosearchConfig>;
  effects: FakeEffects;
  shifts: FakeShifts;
  /** Who is free in other cities, whoever holds them. A city that is not there does not answer. */
  neighbours: Map<string, Pick<Hit, 'shiftId' | 'distanceMetres'>[]>;
  positions: LastPositions;
  /** As after a start on the same data. */
  restarted(): SpecContext;
}

const GOT = cityCode('got');

/** The same id for the same number, rising with it. */
export function driverId(n: number): Id<'driver'> {
  return makeId('driver', uuid(n), GOT);
}

export function shiftId(n: number): Id<'shift'> {
  return makeId('shift', uuid(n), GOT);
}

function uuid(n: number): string {
  return `01941f29-7c00-7aaa-8abc-${n.toString(16).padStart(12, '0')}`;
}

/** The shift of driver n: free, at version 1, of a robot. */
export function aShift(n: number, over: Partial<Shift> = {}): Shift {
  return {
    shiftId: shiftId(n),
    driverId: driverId(n),
    vehicleId: '',
    city: 'got',
    state: ShiftState.FREE,
    version: 1,
    tenancy: Tenancy.ROBOT,
    serviceTypes: ['standard'],
    token: '',
    bookingId: '',
    startedAt: undefined,
    stateSince: undefined,
    ignoredOffers: 0,
    jobsDone: 0,
    ...over,
  };
}

/** The position of driver n, `ageMs` ago. */
export function positionsOf(
  ctx: Pick<SpecContext, 'clock'>,
  places: readonly (LatLng & { n: number; ageMs?: number })[],
): IngestRequest {
  const keys = places.map(({ n }) => keyOfDriver(driverId(n)));
  return {
    city: 'got',
    driverHigh: keys.map((key) => key >> 64n),
    driverLow: keys.map((key) => key & 0xffff_ffff_ffff_ffffn),
    latE7: places.map(({ lat }) => Math.round(lat * 1e7)),
    lngE7: places.map(({ lng }) => Math.round(lng * 1e7)),
    bearingDegrees: places.map(() => 90),
    fixedAtMs: places.map(({ ageMs = 0 }) => BigInt(ctx.clock.now() - ageMs)),
  };
}

export const HERE = { lat: 57.7089, lng: 11.9735 };

/** So many metres, nearly, to the north. */
export function north(metres: number): LatLng {
  return { lat: HERE.lat + metres / 111_195, lng: HERE.lng };
}

/** The context of a handler spec: a city whose shifts the spec sets, clocks that it moves, and a store in memory unless one is given. */
export async function aContext(live: Shift[] = [], kept?: Engine): Promise<SpecContext> {
  const effects = fakeEffects();
  const engine = kept ?? (await new SimulatedStore({ clock: effects.clock }).open('geosearch'));
  const positions = lastPositions(openTable(engine, lastPositionsTable));
  return contextOn({ effects, positions, live });
}

interface Parts {
  effects: FakeEffects;
  positions: LastPositions;
  live: Shift[];
}

function contextOn({ effects, positions, live }: Parts): SpecContext {
  const config = staticConfig(schema.parse({}));
  const shifts: FakeShifts = { live, away: false, asked: 0, onTheWay: () => undefined };
  const cities = new Cities({
    effects,
    config: () => config.current,
    positions,
    listLive: (city) => listOf(shifts, city),
  });
  const { writeMs: everyMs, writeStaleMs: staleMs } = config.current;
  const writer = new PositionWriter(positions, {
    effects,
    held: () => cities.all(),
    options: () => ({ everyMs, staleMs }),
  });
  const neighbours: SpecContext['neighbours'] = new Map();
  const siblings = {
    findNearest: async ({ city }: FindNearestRequest, call: Call) => {
      const hits = neighbours.get(city) ?? (await endOf(call));
      return { hits: hits.map((hit) => ({ ...A_HIT, ...hit })) };
    },
  };
  const restarted = () => contextOn({ effects, positions, live: shifts.live });
  const own = { shifts, neighbours, cities, siblings, writer, positions, restarted };
  return { effects, clock: effects.clock, config, ...own };
}

function endOf(call: Call): Promise<never> {
  return new Promise((_, reject) =>
    call.onCancel(() => reject(call.cancellation() ?? new Error('not cancelled'))),
  );
}

const A_HIT: Hit = {
  ...{ shiftId: '', driverId: '', position: HERE, distanceMetres: 0 },
  ...{ bearingDegrees: 0, fixAgeMs: 0, free: true },
};

/** In pages of two. */
async function* listOf(shifts: FakeShifts, city: string) {
  shifts.asked += 1;
  if (shifts.away) throw new Error('shift is away');
  const live = shifts.live.filter((shift) => shift.city === city);
  for (let i = 0; i < live.length || i === 0; i += 2) {
    await shifts.onTheWay();
    yield live.slice(i, i + 2).map(toStanding);
  }
}
