import { instant } from '@hansom/platform-context';
import { chordBetween, chordOfMetres, type LatLng, unitVector } from '@hansom/shared-geo';
import fc from 'fast-check';

import { cellDriverIndex } from './cell-driver-index.ts';
import { byDistance, type Found, matches, type NearestQuery } from './driver-index.ts';
import { type PlacedDriver } from './driver.ts';

const latitudes = fc.constantFrom(57.7, 0, 89.9, -89.9, 90, -90);
const longitudes = fc.constantFrom(11.97, 0, 179.99, -179.99, 180);
const offsets = fc.oneof(fc.constant(0), fc.double({ min: -0.05, max: 0.05, noNaN: true }));

/** Clusters of points around a place, its poles and the 180th meridian among them, some of them at one spot. */
const worlds = fc.tuple(latitudes, longitudes).chain(([lat, lng]) => {
  const point = fc.tuple(offsets, offsets).map(([down, right]) => near({ lat, lng }, down, right));
  return fc.record({
    drivers: fc.array(fc.record({ point, free: fc.boolean(), serves: fc.boolean(), stale: fc.boolean() }), {
      maxLength: 60,
    }),
    moves: fc.array(fc.tuple(fc.nat(59), point), { maxLength: 20 }),
    gone: fc.array(fc.nat(59), { maxLength: 5 }),
    at: point,
    radiusMetres: fc.oneof(fc.integer({ min: 1, max: 50_000 }), fc.constant(20_000_000)),
    limit: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(Infinity)),
    freeOnly: fc.boolean(),
    serviceType: fc.constantFrom('standard', undefined),
  });
});

function near({ lat, lng }: LatLng, down: number, right: number): LatLng {
  const east = lng + right / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return { lat: Math.min(Math.max(lat + down, -90), 90), lng: ((((east + 180) % 360) + 360) % 360) - 180 };
}

function aDriver(
  n: number,
  at: LatLng,
  over: { free?: boolean; serves?: boolean; stale?: boolean } = {},
): PlacedDriver {
  const { free = true, serves = true, stale = false } = over;
  const shiftId = `shift_${String((n * 7_919) % 101).padStart(3, '0')}`; // not in the order of insertion
  return {
    key: BigInt(n),
    position: { ...at, bearingDegrees: 0, fixedAt: instant(stale ? 0 : 100) },
    standing: {
      shiftId,
      version: 1,
      driver: BigInt(n),
      driverId: `driver_${n}`,
      tenancy: 'robot',
      serviceTypes: serves ? ['standard'] : [],
      free,
      live: true,
    },
  };
}

/** What is to be found, by looking at everybody. */
function plainly(drivers: Iterable<PlacedDriver>, query: NearestQuery): Found[] {
  const from = unitVector(query.at);
  return [...drivers]
    .filter((driver) => matches(driver, query))
    .map((driver) => ({ ...driver, chord: chordBetween(from, unitVector(driver.position)) }))
    .filter(({ chord }) => chord <= chordOfMetres(query.radiusMetres))
    .sort(byDistance)
    .slice(0, query.limit);
}

const ALL = { tenancy: 'robot', freeOnly: false, freshSince: instant(0) } as const;

describe('cellDriverIndex', () => {
  it('finds exactly whom a look at everybody finds, in the same order, wherever on earth', () => {
    fc.assert(
      fc.property(worlds, ({ drivers, moves, gone, ...asked }) => {
        const index = cellDriverIndex();
        const known = new Map<bigint, PlacedDriver>();
        const put = (driver: PlacedDriver) => {
          index.put(driver);
          known.set(driver.key, driver);
        };
        drivers.forEach(({ point, ...over }, n) => put(aDriver(n, point, over)));
        for (const [n, point] of moves) if (drivers[n]) put(aDriver(n, point, drivers[n]));
        for (const n of gone) {
          index.remove(BigInt(n));
          known.delete(BigInt(n));
        }
        const query = { ...asked, tenancy: 'robot', freshSince: instant(50) } as const;

        const found = index.nearest(query);

        expect(found).toEqual(plainly(known.values(), query));
        expect(index.size).toBe(known.size);
        expect(index.all(query)).toHaveLength([...known.values()].filter((d) => matches(d, query)).length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('breaks a tie by the id of the shift, also at the end of what is asked for', () => {
    const index = cellDriverIndex();
    const at = { lat: 57.7, lng: 11.97 };
    for (let n = 1; n <= 30; n++) index.put(aDriver(n, at));

    const found = index.nearest({ ...ALL, at, radiusMetres: 10, limit: 3 });

    const lowest = Array.from({ length: 30 }, (_, i) => aDriver(i + 1, at).standing.shiftId).sort();
    expect(found.map(({ standing }) => standing.shiftId)).toEqual(lowest.slice(0, 3));
  });

  it('looks across the 180th meridian', () => {
    const index = cellDriverIndex();
    index.put(aDriver(1, { lat: -16.8, lng: -179.999 }));

    const query = { ...ALL, at: { lat: -16.8, lng: 179.999 }, radiusMetres: 250, limit: 1 };

    expect(index.nearest(query)).toHaveLength(1);
  });

  it('keeps the worlds apart', () => {
    const index = cellDriverIndex();
    const at = { lat: 57.7, lng: 11.97 };
    index.put(aDriver(1, at));

    const found = index.nearest({ ...ALL, tenancy: 'live', at, radiusMetres: 1_000, limit: 9 });

    expect(found).toEqual([]);
  });

  it('forgets a driver who is gone, and one who was never there', () => {
    const index = cellDriverIndex();
    index.put(aDriver(1, { lat: 57.7, lng: 11.97 }));

    index.remove(1n);
    index.remove(2n);

    expect(index.size).toBe(0);
    expect(index.all(ALL)).toEqual([]);
  });
});
