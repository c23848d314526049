import { type Clock, seededRandom } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';
import { realEffects } from '@hansom/platform-mesh/testing';
import { type Call, createClient, grpcClientTransport, rootCall } from '@hansom/platform-rpc';
import { AddressBook } from '@hansom/platform-rpc/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { type DriverPosition, GeosearchServiceDefinition, type IngestRequest } from '@hansom/proto-geosearch';
import { requireId } from '@hansom/shared-ids';

import { keyOfDriver } from '../src/domain/driver-key.ts';
import { lastPositions, lastPositionsTable } from '../src/store/last-positions.ts';
import { driverId } from '../test/a-context.ts';
import { geosearchInstance } from '../test/sharding/geosearch-instance.ts';

const DRIVERS = 100_000;
const AT_A_TIME = 20;
/** The first warms up. */
const ROUNDS = 4;
/** All fixes of a run are from so long ago, each a millisecond after the one before. */
const LONG_AGO_MS = 10_000_000;
const CITY = 'got';

/** A call that takes positions, made before time is taken; how many of them counted. */
type Ask = (call: Call) => Promise<{ takenCount: number }>;

interface Way {
  readonly name: string;
  readonly batch: number;
  readonly calls: number;
  ask(positions: DriverPosition[]): Ask;
}

/**
 * Positions that reach the index over real gRPC, a second of the CPU that client and server spend together (one process; plain text): a message each, in
 * calls of one or many, and as columns. A hundred thousand drivers of a city move in turn, rounds are interleaved, and every position is one that counts.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const { client, clock, close } = await openGeosearch();
  const plain = (positions: DriverPosition[]): Ask => {
    return (call) => client.ingestPositions({ city: CITY, positions }, call);
  };
  const columns = (positions: DriverPosition[]): Ask => {
    const request = columnsOf(positions);
    return (call) => client.ingest(request, call);
  };
  const ways: Way[] = [
    { name: 'a call each', batch: 1, calls: 2_000, ask: plain },
    { name: 'in calls of 16', batch: 16, calls: 1_500, ask: plain },
    { name: 'in calls of 128', batch: 128, calls: 600, ask: plain },
    { name: 'as columns of 128', batch: 128, calls: 1_500, ask: columns },
    { name: 'as columns of 1,000', batch: 1_000, calls: 300, ask: columns },
  ];
  const next = mover(clock);
  const rates = new Map<string, number[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, batch, calls, ask } of ways) {
      const asks = Array.from({ length: calls }, () => ask(Array.from({ length: batch }, next)));
      const rate = (batch * calls) / (await cpuSeconds(asks, batch)); // not at once: one process, one CPU clock
      if (round > 0) rates.get(name)?.push(rate);
    }
  }
  await close();
  const [first = NaN, ...others] = ways.map(({ name }) => median(rates.get(name) ?? []));
  return {
    name: 'positions into the index over gRPC',
    figures: {
      'a call each, a CPU second': first,
      ...Object.fromEntries(
        others.flatMap((rate, i) => {
          const name = ways[i + 1]?.name ?? '';
          return [
            [`${name}, a CPU second`, rate],
            [`${name}, over a call each`, rate / first],
          ];
        }),
      ),
    },
  };
}

async function openGeosearch() {
  const effects = realEffects();
  const { clock } = fakeEffects();
  const engine = await new SimulatedStore({ clock }).open('geosearch');
  const positions = lastPositions(openTable(engine, lastPositionsTable));
  const addresses = new AddressBook();
  const transport = grpcClientTransport({ resolver: addresses });
  const client = createClient(GeosearchServiceDefinition, { effects, from: 'bench', transport });
  const instance = await geosearchInstance('bench', { effects, clock, positions, live: () => [], client });
  addresses.set('geosearch', [instance.lease.address]);
  const close = async (): Promise<void> => {
    transport.close();
    await instance.kill();
  };
  return { client, clock, close };
}

/** The next driver's step. */
function mover(clock: Clock): () => DriverPosition {
  const random = seededRandom(1);
  const ids = Array.from({ length: DRIVERS }, (_, n) => driverId(n));
  let n = 0;
  return () => {
    const position = { lat: 57.55 + random.next() * 0.27, lng: 11.7 + random.next() * 0.5 };
    const fixedAt = new Date(clock.now() - LONG_AGO_MS + n);
    return { driverId: ids[n++ % DRIVERS] ?? '', position, bearingDegrees: 90, fixedAt };
  };
}

function columnsOf(positions: readonly DriverPosition[]): IngestRequest {
  const keys = positions.map(({ driverId: id }) => keyOfDriver(requireId('driver', id, 'driver_id')));
  return {
    city: CITY,
    driverHigh: keys.map((key) => key >> 64n),
    driverLow: keys.map((key) => key & 0xffff_ffff_ffff_ffffn),
    latE7: positions.map(({ position }) => Math.round((position?.lat ?? NaN) * 1e7)),
    lngE7: positions.map(({ position }) => Math.round((position?.lng ?? NaN) * 1e7)),
    bearingDegrees: positions.map(({ bearingDegrees }) => bearingDegrees),
    fixedAtMs: positions.map(({ fixedAt }) => BigInt(fixedAt?.getTime() ?? 0)),
  };
}

/** What calls cost, some at a time. Rejects when a position did not count. */
async function cpuSeconds(asks: readonly Ask[], batch: number): Promise<number> {
  const root = rootCall(realEffects(), { name: 'bench', deadlineMs: 600_000 });
  const waiting = asks.values();
  const before = process.cpuUsage();
  const worker = async (): Promise<void> => {
    for (const ask of waiting) {
      const { takenCount } = await ask(root); // one after the other: that is the bound
      if (takenCount !== batch) throw new Error(`${takenCount} of ${batch} positions counted`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const { user, system } = process.cpuUsage(before);
  root.end();
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
