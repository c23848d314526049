import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { consume } from '@hansom/platform-bus/testing';
import { eventually, fakeEffects } from '@hansom/platform-context/testing';
import { routing, startMesh } from '@hansom/platform-mesh';
import { fakeTraffic, realEffects } from '@hansom/platform-mesh/testing';
import { createClient, grpcClientTransport, rootCall } from '@hansom/platform-rpc';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { Tenancy } from '@hansom/proto-common';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { type Shift, ShiftState } from '@hansom/proto-shift';

import { shiftChanged } from '../../src/consumers/shift-changed.ts';
import { lastPositions, lastPositionsTable } from '../../src/store/last-positions.ts';
import { aShift, HERE, north, positionsOf, shiftId } from '../a-context.ts';
import { type GeosearchInstance, geosearchInstance } from './geosearch-instance.ts';

const CITIES = 30;
const DRIVERS_A_CITY = 10;
const AT_ONCE = 5;
const CALL_MS = 5_000;
/** Ten times what is promised: eight seconds. Calls fail while something changes, and on a busy machine. */
const PATIENCE = { patienceMs: 80_000, passing: () => true };

/** Cities of the world with drivers on shift, and instances of geosearch that share them, over a real mesh. Domain time stands still: no fix gets old. */
export async function shardedWorld() {
  const effects = realEffects();
  const { clock } = fakeEffects();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'geosearch-sharding-'));
  const traffic = await fakeTraffic(effects);
  const node = { id: 'spec-1', zone: 'a', service: 'spec' };
  const mesh = await startMesh({ effects, node, replicas: [traffic.address], folder });
  const transport = grpcClientTransport({ target: (to) => mesh.target(to) });
  const interceptors = [routing()];
  const client = createClient(GeosearchServiceDefinition, { effects, from: 'spec', transport, interceptors });
  const engine = await new SimulatedStore({ clock }).open('geosearch');
  const positions = lastPositions(openTable(engine, lastPositionsTable));
  const shifts = someShifts();
  const live = (city: string) => [...shifts.values()].filter((shift) => shift.city === city && isLive(shift));
  const instances = new Map<string, GeosearchInstance>();
  const cities = Array.from({ length: CITIES }, (_, i) => cityOf(i));

  return {
    instances,
    cities,
    /** Those on shift, by shift id. */
    onShift: () => cities.flatMap((city) => live(city).map((shift) => shift.shiftId)).sort(),
    /** The number of somebody in a city. */
    driverIn: (city: string) => cities.indexOf(city) + CITIES,
    start,
    kill,
    drive: () => inEach(driveIn),
    found,
    findAll,
    foundAround,
    change,
    tell,
    close,
  };

  async function start(name: string): Promise<GeosearchInstance> {
    const instance = await geosearchInstance(name, { effects, clock, positions, live, client });
    instances.set(name, instance);
    announce();
    return instance;
  }

  /** Its lease ends with it, as the stream that it is. */
  async function kill(name: string): Promise<void> {
    const instance = instances.get(name);
    instances.delete(name);
    await instance?.kill();
    announce();
  }

  function announce(): void {
    const leases = [...instances.values()].map(({ lease }) => lease);
    traffic.tell({ rulesVersion: 0, rules: [], instances: leases });
  }

  function driveIn(city: string): Promise<unknown> {
    const places = live(city).map(({ shiftId: id }, i) => ({ n: numberOf(id), ...north(100 * i) }));
    return called((call) => client.ingest({ ...positionsOf({ clock }, places), city }, call));
  }

  /** Who is found in all cities together, by shift id; each as often as it is found. */
  async function found(): Promise<string[]> {
    return (await inEach(foundIn)).flat().sort();
  }

  /** Some cities at a time, or calls wait for each other; and each until it is answered. */
  async function inEach<T>(call: (city: string) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let i = 0; i < cities.length; i += AT_ONCE) {
      const some = cities.slice(i, i + AT_ONCE);
      results.push(...(await Promise.all(some.map((city) => eventually(() => call(city), PATIENCE)))));
    }
    return results;
  }

  async function foundIn(city: string): Promise<string[]> {
    const around = { city, at: HERE, radiusMetres: 50_000, tenancy: Tenancy.ROBOT };
    const { hits } = await called((call) =>
      client.findNearest({ ...around, limit: 200, serviceType: '', neighbours: [] }, call),
    );
    return hits.map((hit) => hit.shiftId);
  }

  /** Who is found by one question to the first city that names others. */
  async function foundAround(city: string, neighbours: string[]): Promise<string[]> {
    const around = { city, at: HERE, radiusMetres: 50_000, tenancy: Tenancy.ROBOT, serviceType: '' };
    const { hits } = await called((call) => client.findNearest({ ...around, limit: 200, neighbours }, call));
    return hits.map((hit) => hit.shiftId).sort();
  }

  /** Asks again until a share of those on shift is found. */
  function findAll(share: number): Promise<string[]> {
    return eventually(async () => {
      const all = await found();
      return all.length >= share * [...shifts.values()].filter(isLive).length && all;
    }, PATIENCE);
  }

  /** A shift goes on, or ends; nobody is told. */
  function change(n: number, over: Partial<Shift>): Shift {
    const before = shifts.get(n) ?? aShift(n);
    const shift = { ...before, version: before.version + 1, ...over };
    shifts.set(n, shift);
    return shift;
  }

  /** Every instance hears an event. */
  async function tell(shift: Shift): Promise<void> {
    for (const { cities: held } of instances.values())
      await consume(shiftChanged({ cities: held, clock }), { payload: { shift } }); // as they come
  }

  async function called<T>(make: (call: ReturnType<typeof rootCall>) => Promise<T>): Promise<T> {
    const call = rootCall(effects, { name: 'spec', deadlineMs: CALL_MS });
    try {
      return await make(call);
    } finally {
      call.end();
    }
  }

  async function close(): Promise<void> {
    transport.close();
    await mesh.close();
    await traffic.close();
    await Promise.all([...instances.values()].map((instance) => instance.kill()));
    await rm(folder, { recursive: true, force: true });
  }
}

function someShifts(): Map<number, Shift> {
  const numbers = Array.from({ length: CITIES * DRIVERS_A_CITY }, (_, i) => i + 1);
  return new Map(numbers.map((n) => [n, aShift(n, { city: cityOf(n % CITIES) })]));
}

function cityOf(i: number): string {
  return `c${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`;
}

function isLive({ state }: Shift): boolean {
  return state !== ShiftState.ENDED;
}

/** The number that a shift's id was made of. */
function numberOf(id: string): number {
  for (let n = 1; n <= CITIES * DRIVERS_A_CITY; n++) if (shiftId(n) === id) return n;
  throw new TypeError(`no shift of this spec: ${id}`);
}
