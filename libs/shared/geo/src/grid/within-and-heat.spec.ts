import fc from 'fast-check';

import { type Cell, cellBits, cellOf, type Resolution } from '../cell.ts';
import { greatCircleMetres, type LatLng } from '../lat-lng.ts';
import { type Area } from './area.ts';
import { ClassSet } from './class-set.ts';
import { DriverGrid } from './driver-grid.ts';
import { Heat } from './heat.ts';
import { Hits } from './hits.ts';
import { HOSTILE_PLACES, near } from './testing/places.ts';

const offset = fc.double({ min: -0.2, max: 0.2, noNaN: true });
const crowds = fc.constantFrom(...HOSTILE_PLACES).chain((place) => {
  const point = fc.tuple(offset, offset).map(([north, east]) => near(place, north, east));
  return fc.record({
    place: fc.constant(place),
    points: fc.array(point, { maxLength: 60 }),
    others: fc.array(point, { minLength: 3, maxLength: 5 }),
  });
});

const ALL = { classes: ClassSet.of(0), since: 0 };

/** A grid with a driver at each point; every fourth has another class, every fifth was seen before. */
function gridOf(points: readonly LatLng[]): DriverGrid {
  const grid = new DriverGrid();
  for (const [n, point] of points.entries()) {
    const slot = grid.update(Uint32Array.of(0, 0, 0, n), 0, { ...point, at: n % 5 === 4 ? -1 : n });
    grid.classify(slot, n % 4 === 3 ? 1 : 0);
  }
  return grid;
}

/** Where they are, as the grid tells it: to a millionth of a millimetre as they were put. */
function wanted(grid: DriverGrid, points: readonly LatLng[]): { n: number; lat: number; lng: number }[] {
  return points
    .map((_, n) => ({ n, slot: grid.slotOf(Uint32Array.of(0, 0, 0, n)) }))
    .filter(({ n }) => n % 5 !== 4 && n % 4 !== 3)
    .map(({ n, slot }) => ({ n, lat: grid.lat(slot), lng: grid.lng(slot) }));
}

function within(grid: DriverGrid, area: Area, whom = ALL): number[] {
  const hits = new Hits();
  grid.within(area, whom, hits);
  return [...hits.slots.subarray(0, hits.count)].sort((a, b) => a - b);
}

/** Twice the area of a triangle, with the sign of its direction. */
function area(a: LatLng, b: LatLng, c: LatLng): number {
  return (b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng);
}

/** Of each edge of a triangle, how far a point is to its left. */
function sides([a, b, c]: LatLng[], point: LatLng): number[] {
  return [area(a, b, point), area(b, c, point), area(c, a, point)];
}

function isInTriangle(corners: LatLng[], point: LatLng): boolean {
  return new Set(sides(corners, point).map(Math.sign)).size === 1;
}

function ring(points: LatLng[]): [number, number][] {
  return [...points, points[0]].map(({ lat, lng }) => [lng, lat]);
}

describe('DriverGrid.within', () => {
  it('finds who is in a circle', () => {
    fc.assert(
      fc.property(crowds, fc.integer({ min: 1, max: 40_000 }), ({ points, place }, radiusMetres) => {
        const grid = gridOf(points);

        const expected = wanted(grid, points).filter((one) => greatCircleMetres(place, one) <= radiusMetres);

        expect(within(grid, { ...place, radiusMetres })).toEqual(expected.map(({ n }) => n));
      }),
      { numRuns: 500 },
    );
  });

  it('finds who is in a polygon, and not in its hole', () => {
    const flat = crowds.filter(({ place }) => Math.abs(place.lat) < 89 && Math.abs(place.lng) < 179);
    fc.assert(
      fc.property(flat, ({ points, others }) => {
        const grid = gridOf(points);
        const outer = others.slice(0, 3);
        const hole = outer.map(({ lat, lng }) => ({
          lat: (lat + outer[0].lat) / 2,
          lng: (lng + outer[0].lng) / 2,
        }));

        const all = wanted(grid, points);
        // Of which side of a border its points are nobody says.
        fc.pre(
          all.every((one) =>
            [...sides(outer, one), ...sides(hole, one)].every((side) => Math.abs(side) > 1e-9),
          ),
        );

        const expected = all.filter((one) => isInTriangle(outer, one) && !isInTriangle(hole, one));

        expect(within(grid, { polygon: [ring(outer), ring(hole)] })).toEqual(expected.map(({ n }) => n));
      }),
      { numRuns: 500 },
    );
  });

  it('finds who is in some cells, once, also where they cover each other', () => {
    const sets = fc.array(fc.tuple(fc.nat(4), fc.constantFrom<Resolution>(4, 5, 7, 9)), { maxLength: 6 });
    fc.assert(
      fc.property(crowds, sets, ({ points, others }, chosen) => {
        const grid = gridOf(points);
        const cells = chosen.map(([i, resolution]): Cell => cellOf(points[i] ?? others[0], resolution));

        const expected = wanted(grid, points).filter((one) =>
          chosen.some(([, resolution], i) => cellOf(one, resolution) === cells[i]),
        );

        expect(within(grid, { cells })).toEqual(expected.map(({ n }) => n));
      }),
      { numRuns: 500 },
    );
  });

  it('asks whatever else is asked of a driver', () => {
    const grid = gridOf([{ lat: 1, lng: 1 }, { lat: 1, lng: 1 }, { lat: 1, lng: 1 }]); // prettier-ignore

    const found = within(
      grid,
      { lat: 1, lng: 1, radiusMetres: 1 },
      { ...ALL, ...{ also: (slot: number) => slot !== 1 } },
    );

    expect(found).toEqual([0, 2]);
  });
});

describe('DriverGrid.heat', () => {
  it('counts who is in each cell of any resolution', () => {
    fc.assert(
      fc.property(crowds, fc.constantFrom<Resolution>(0, 4, 8, 9, 11, 15), ({ points }, resolution) => {
        const grid = gridOf(points);
        const heat = new Heat();
        grid.heat(3, ALL, heat);
        grid.heat(resolution, ALL, heat);

        const expected = new Map<bigint, number>();
        for (const one of wanted(grid, points)) {
          const cell = cellBits(cellOf(one, resolution));
          expected.set(cell, (expected.get(cell) ?? 0) + 1);
        }

        const counted = Array.from(
          { length: heat.count },
          (_, i) => [heat.bits(i), heat.drivers(i)] as const,
        );
        expect(new Map(counted)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
