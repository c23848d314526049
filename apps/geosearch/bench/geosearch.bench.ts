import { instant, seededRandom } from '@hansom/platform-context';

import { cellDriverIndex } from '../src/domain/cell-driver-index.ts';
import { CityDrivers } from '../src/domain/city-drivers.ts';
import { type Position } from '../src/domain/driver.ts';

const DRIVERS = 100_000;
const FREE_SHARE = 0.125;
const UPDATES = 200_000;
const QUERIES = 1_000;
const NOW = instant(1_700_000_000_000);
const FILTER = { tenancy: 'robot', freeOnly: true, freshSince: instant(0) } as const;

/** The index alone, as it is before the one that is to replace it: a hundred thousand drivers on 30 by 30 km, one in eight free. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const random = seededRandom(1);
  const city = new CityDrivers(cellDriverIndex());
  const place = (at: number): Position => ({
    lat: 57.55 + random.next() * 0.27,
    lng: 11.7 + random.next() * 0.5,
    bearingDegrees: 0,
    fixedAt: instant(at),
  });
  for (let n = 0; n < DRIVERS; n++) enter(city, n, { free: random.next() < FREE_SHARE, position: place(0) });
  const updates = perSecond(UPDATES, (i) => city.place(BigInt(i % DRIVERS), place(i + 1)));
  const nearest = perSecond(QUERIES, () =>
    city.index.nearest({ ...FILTER, at: place(0), radiusMetres: 5_000, limit: 10 }),
  );
  const empty = { ...FILTER, at: { lat: 60, lng: 11.9 }, radiusMetres: 5_000, limit: 10 };
  return {
    name: 'geosearch',
    figures: {
      'updates, a second': updates,
      'nearest 10 of 12,500 free, a second': nearest,
      'nearest 10 where nobody is, a second': perSecond(QUERIES, () => city.index.nearest(empty)),
    },
  };
}

function enter(
  city: CityDrivers,
  n: number,
  { free, position }: { free: boolean; position: Position },
): void {
  const ids = { shiftId: `shift_${n}`, driverId: `driver_${n}`, driver: BigInt(n) };
  city.learn({ ...ids, version: 1, tenancy: 'robot', serviceTypes: [], free, live: true }, NOW);
  city.place(BigInt(n), position);
}

/** Once as much has warmed up. */
function perSecond(count: number, call: (i: number) => unknown): number {
  for (let i = 0; i < count / 4; i++) call(i);
  const start = performance.now();
  for (let i = 0; i < count; i++) call(count / 4 + i);
  return (count / (performance.now() - start)) * 1_000;
}
