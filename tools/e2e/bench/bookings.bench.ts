import { type PlatformSettings } from '@hansom/platform-runtime';
import { startCassandra, startRedis } from '@hansom/testing-local-stores';

import { type CityStack, startCity } from '../src/testing/city/city-stack.ts';
import { firstTaken, People } from '../src/testing/city/people.ts';
import { KUNGSPORTSPLATSEN } from '../src/testing/city/places.ts';
import { watchUse } from '../src/testing/city/use.ts';

const PAIRS = 8;
/** The first warms up. */
const ROUNDS = 6;
/** Where everybody is, and a place in sight of it: nobody has to drive. */
const HERE = KUNGSPORTSPLATSEN;
const THERE = { at: { lat: 57.7051, lng: 11.9697 }, label: 'Across the bridge' };

/** Nobody is kept from asking again: all of them call from one address. */
const RATE = { limit: 100_000 };

/** A city, and those who ride and drive in it. */
interface Contender {
  readonly stores: string;
  readonly seconds: number[];
  readonly cpuMs: number[];
  /** As many bookings as pairs, side by side. */
  round(): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Whole bookings, from the quote to the end of the trip, through the public APIs: as many riders as drivers, all at one place, and nobody
 * thinks or drives. On stores in memory, on files, and on a real Cassandra and Redis, round by round; the apps are in the same process. The
 * CPU of the servers is not in the figures of CPU.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const servers = await startServers();
  const cities: Contender[] = [];
  try {
    cities.push(await open('memory', { store: 'memory' }));
    cities.push(await open('files', { store: 'embedded' }));
    cities.push(await open('Cassandra and Redis', servers.settings));
    for (let n = 0; n < ROUNDS; n += 1) {
      for (const city of cities) await measured(city, n > 0); // one after the other: they share the machine
    }
  } finally {
    for (const city of cities) await city.close(); // each as whole as it was measured
    await servers.close();
  }
  const figures = cities.flatMap(({ stores, seconds, cpuMs }) => [
    [`${stores}: bookings a second`, PAIRS / median(seconds)],
    [`${stores}: CPU ms a booking`, median(cpuMs) / PAIRS],
  ]);
  return {
    name: 'whole bookings, nobody thinks or drives',
    figures: { ...Object.fromEntries(figures), 'bookings of each': (ROUNDS - 1) * PAIRS, 'at once': PAIRS },
  };
}

async function startServers() {
  const redis = await startRedis();
  const cassandra = await startCassandra().catch(async (error: unknown) => {
    await redis.close();
    throw error;
  });
  const settings: Partial<PlatformSettings> = {
    ...{ store: 'cassandra', cassandra: [...cassandra.contactPoints], redis: redis.url },
    cassandraDataCenter: cassandra.localDataCenter,
  };
  return { settings, close: () => Promise.all([cassandra.close(), redis.close()]) };
}

async function open(name: string, stores: Partial<PlatformSettings>): Promise<Contender> {
  const config = { 'customer-api': { rate: RATE }, 'driver-api': { rate: RATE } };
  const city = await startCity({ speed: 8, root: process.cwd(), config, stores });
  const people = new People(city);
  const close = async (): Promise<void> => {
    await people.close();
    await city.close();
  };
  try {
    return { stores: name, seconds: [], cpuMs: [], round: await pairsOf(city, people), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function pairsOf(city: CityStack, people: People): Promise<Contender['round']> {
  const drivers = await people.drivers(PAIRS, HERE);
  const riders = await Promise.all(drivers.map((_, i) => people.rider(i + 1)));
  return () =>
    Promise.all(
      riders.map(async (rider) => {
        const { id } = await rider.book(HERE, THERE);
        const { driver, job } = await firstTaken(drivers, id);
        await driver.drives(job);
        await driver.collect(job);
      }),
    );
}

async function measured({ seconds, cpuMs, round }: Contender, counts: boolean): Promise<void> {
  const used = watchUse();
  const begun = performance.now();
  await round();
  if (!counts) return;
  seconds.push((performance.now() - begun) / 1000);
  cpuMs.push(used().cpuMs);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
