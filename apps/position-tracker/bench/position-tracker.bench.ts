import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Clock } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { openLmdbStore } from '@hansom/platform-store-lmdb';
import { Tenancy } from '@hansom/proto-common';
import {
  type DriverAck,
  type DriverFixes,
  PositionTrackerServiceDefinition,
} from '@hansom/proto-position-tracker';

import { positionTracker } from '../src/service.ts';
import { aBooking, aFix, bookingId, driverId } from '../test/a-context.ts';
import { aBookingService, aGeosearchService } from '../test/stand-ins.ts';

/** Drivers with a job, the first ones: their fixes are stored in traces before they are acknowledged. */
const BUSY = 512;
const ROUNDS = 7;
const AT_A_TIME = 2;

/** Positions of as many drivers, from the `first` on, in calls of a size. */
const LOADS = {
  'one a call': { size: 1, first: BUSY, positions: 2_048 },
  '16 a call': { size: 16, first: BUSY, positions: 8_192 },
  '128 a call': { size: 128, first: BUSY, positions: 8_192 },
  '128 a call, all with a job': { size: 128, first: 0, positions: BUSY },
};

/** What some positions cost. */
interface Spent {
  readonly positions: number;
  readonly cpuMicros: number;
}

/**
 * Positions into position-tracker over gRPC and mutual TLS, so many drivers in a call, and on to a stand-in for geosearch in columns. Who sends,
 * who takes and the stand-in are one process, and all of it is counted, with the embedded store. Rounds are interleaved, the first one warms up.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const { clock, time } = fakeEffects(); // no fix gets old but as the bench says
  const [booking, geosearch] = [aBookingService(), aGeosearchService()];
  const folder = await mkdtemp(path.join(tmpdir(), 'hansom-bench-'));
  const store = openLmdbStore({ path: folder, clock });
  const services = [booking.definition, geosearch.definition, positionTracker];
  const running = await bootServices(services, { clock, store });
  const [send, drive] = [await sender(running), driving(clock)];
  await employ(booking, running, async () => {
    await time.advance(1_000);
    return send(drive(0, 1));
  });
  const spent = new Map<string, Spent[]>();
  const forwarded = { rows: 0, calls: 0 };
  for (let round = -1; round < ROUNDS; round += 1)
    for (const [name, { size, first, positions }] of Object.entries(LOADS)) {
      await time.advance(5_000);
      const load = { size, positions, send: (from: number) => send(drive(first + from, size)) };
      const cpuMicros = await cpuOf(load, () => running.eventually(() => geosearch.got.length > 0));
      for (const { latE7 } of geosearch.got.splice(0)) note(forwarded, latE7.length);
      if (round >= 0) spent.set(name, [...(spent.get(name) ?? []), { positions, cpuMicros }]);
    }
  await running.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
  return { name: 'position-tracker', figures: figuresOf(spent, forwarded) };
}

async function sender(running: BootedServices) {
  const gateway = await running.clientAs({ service: 'driver-api' }, PositionTrackerServiceDefinition);
  const call = running.call(600_000);
  return async (drivers: DriverFixes[]) => {
    const { drivers: acks } = await gateway.ingest({ city: 'got', drivers }, call);
    const refused = acks.flatMap((ack) => ack.refused);
    if (refused.length > 0) throw new Error(`position-tracker refused ${JSON.stringify(refused[0])}`);
    return acks;
  };
}

/** The next fix of each of so many drivers, 20 m further on. */
function driving(clock: Clock) {
  const last = new Map<number, number>();
  return (from: number, count: number): DriverFixes[] =>
    Array.from({ length: count }, (_, i) => {
      const seq = (last.get(from + i) ?? 0) + 1;
      last.set(from + i, seq);
      return { driverId: driverId(from + i), tenancy: Tenancy.ROBOT, fixes: [aFix({ clock }, seq)] };
    });
}

/** Gives the first drivers a job each. What is told first is known first. */
async function employ(
  booking: ReturnType<typeof aBookingService>,
  running: BootedServices,
  sendFirst: () => Promise<DriverAck[]>,
): Promise<void> {
  for (let n = BUSY - 1; n >= 0; n--) {
    const job = aBooking({ version: 1, bookingId: bookingId(n), driverId: driverId(n) });
    await booking.tell('booking.assigned', job);
  }
  await running.eventually(async () => (await sendFirst())[0]?.nextIntervalMs === 2_000);
}

/** Processor time until all is acknowledged, and the last of it forwarded. */
async function cpuOf(
  { size, positions, send }: { size: number; positions: number; send: (from: number) => Promise<unknown> },
  forwarded: () => Promise<unknown>,
): Promise<number> {
  const before = process.cpuUsage();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let own = next; own < positions; own = next) {
      next += size;
      await send(own); // one after the other: as many at a time as there are workers
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  await forwarded();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function note(forwarded: { rows: number; calls: number }, rows: number): void {
  forwarded.rows += rows;
  forwarded.calls += 1;
}

function figuresOf(
  spent: ReadonlyMap<string, readonly Spent[]>,
  { rows, calls }: { rows: number; calls: number },
): Record<string, number> {
  const rates = [...spent].map(([name, all]) => [name, median(all.map(rateOf))] as const);
  const [[, alone] = ['', NaN]] = rates;
  return {
    ...Object.fromEntries(rates.map(([name, rate]) => [`${name}, positions a CPU s`, rate])),
    ...Object.fromEntries(rates.slice(1).map(([name, rate]) => [`${name}, over one a call`, rate / alone])),
    'forwarded in columns, positions a call': rows / calls,
  };
}

function rateOf({ positions, cpuMicros }: Spent): number {
  return (positions / cpuMicros) * 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
