import { instant, seededRandom } from '@hansom/platform-context';

import { CityDrivers } from '../src/domain/city-drivers.ts';
import { writeKey } from '../src/domain/driver-key.ts';
import { type Position } from '../src/domain/driver.ts';

const DRIVERS = 100_000;
const FREE_SHARE = 0.125;
const UPDATES = 200_000;
const QUERIES = 5_000;
const NOW = instant(1_700_000_000_000);
const FILTER = { tenancy: 'robot', freeOnly: true, freshSince: instant(0) } as const;

/**
 * A city of geosearch as handlers use it, positions and shifts joined: a hundred thousand drivers on 30 by 30 km, one in eight free. The grid by
 * itself, and others beside it: `grid`.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const random = seededRandom(1);
  const city = new CityDrivers();
  const words = new Uint32Array(4);
  const place = (at: number): Position => ({
    lat: 57.55 + random.next() * 0.27,
    lng: 11.7 + random.next() * 0.5,
    bearingDegrees: 0,
    fixedAt: instant(at),
  });
  const put = (n: number, at: number): void => {
    writeKey(BigInt(n), words);
    city.place(words, place(at));
  };
  for (let n = 0; n < DRIVERS; n++) {
    const ids = { shiftId: `shift_${n}`, driverId: `driver_${n}`, driver: BigInt(n) };
    const free = random.next() < FREE_SHARE;
    city.learn({ ...ids, version: 1, tenancy: 'robot', serviceTypes: [], free, live: true }, NOW);
    put(n, 0);
  }
  const updates = perSecond(UPDATES, (i) => put(i % DRIVERS, i + 1));
  const nearest = perSecond(QUERIES, () =>
    city.nearest({ ...FILTER, at: place(0), radiusMetres: 5_000, limit: 10 }),
  );
  const empty = { ...FILTER, at: { lat: 60, lng: 11.9 }, radiusMetres: 5_000, limit: 10 };
  return {
    name: 'a city of geosearch',
    figures: {
      'updates to anywhere, a CPU second': updates,
      'nearest 10 of 12,500 free, a CPU second': nearest,
      'nearest 10 where nobody is, a CPU second': perSecond(QUERIES, () => city.nearest(empty)),
    },
  };
}

/** Once as much has warmed up. */
function perSecond(count: number, call: (i: number) => unknown): number {
  for (let i = 0; i < count; i++) call(i);
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) call(count + i);
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1e6;
}
