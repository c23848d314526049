import fc from 'fast-check';

import { type LatLng } from '../lat-lng.ts';
import { ClassSet } from './class-set.ts';
import { DriverGrid } from './driver-grid.ts';
import { Hits } from './hits.ts';
import { type Query } from './search.ts';
import { Both, idOf } from './testing/both.ts';
import { HOSTILE_PLACES, near, opposite } from './testing/places.ts';
import { randomFrom } from './testing/random.ts';

const HALF_THE_EARTH = 20_100_000;
const EVERYBODY = { classes: ClassSet.all(), since: -Infinity };

function aQuery(at: LatLng, over: Partial<Query> = {}): Query {
  return { ...at, radiusMetres: HALF_THE_EARTH, limit: 10, ...EVERYBODY, ...over };
}

const offset = fc.oneof(
  fc.constant(0),
  fc
    .tuple(fc.integer({ min: -7, max: 1 }), fc.double({ min: -1, max: 1, noNaN: true }))
    .map(([e, x]) => x * 10 ** e),
);
const anywhere = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const limits = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 1_000, Infinity));
const radii = fc.oneof(
  fc.constantFrom(0, 1, HALF_THE_EARTH),
  fc.double({ min: 0, max: 7.3, noNaN: true }).map((e) => 10 ** e),
);
const classSets = fc
  .tuple(fc.constantFrom(0, 1, -1, 0x8000_0000 | 0), fc.constantFrom(0, 1, -1, 0x8000_0000 | 0))
  .map(([low, high]) => Object.assign(new ClassSet(), { low, high }));

/** Points around one hostile place, some far from it. */
const neighbourhoods = fc
  .constantFrom(...HOSTILE_PLACES)
  .map((place) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.tuple(offset, offset).map(([north, east]) => near(place, north, east)) },
      { weight: 1, arbitrary: fc.constant(opposite(place)) },
      { weight: 1, arbitrary: anywhere },
    ),
  );

const worlds = neighbourhoods.chain((point) => {
  const n = fc.nat(40);
  const one = fc.constantFrom(-1, 0, 1, 31, 32, 63);
  const step = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({ do: fc.constant('put' as const), n, point, at: fc.nat(9), class: one }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), n }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const), before: fc.nat(3) }) },
  );
  const query = fc.record({
    point,
    radiusMetres: radii,
    limit: limits,
    classes: classSets,
    since: fc.nat(9),
  });
  return fc.record({
    resolution: fc.constantFrom(2, 3, 5, 6, 7, 9, 11, 13),
    steps: fc.array(step, { maxLength: 120 }),
    queries: fc.array(query, { minLength: 20, maxLength: 40 }),
  });
});

describe('DriverGrid', () => {
  it('finds exactly whom a look at everybody finds, in the same order, wherever on earth', () => {
    fc.assert(
      fc.property(worlds, ({ resolution, steps, queries }) => {
        const both = new Both(resolution);
        for (const step of steps) {
          if (step.do === 'put') both.put(idOf(step.n), step.point, step);
          else if (step.do === 'remove') both.remove(idOf(step.n));
          else expect(both.grid.expire(step.before)).toBe(both.plain.expire(step.before));
        }

        for (const { point, ...over } of queries) both.agreesOn(aQuery(point, over));
        expect(both.grid.size).toBe(both.plain.drivers.size);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds them among many, where it goes from cell to cell, while cells come and go', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...HOSTILE_PLACES), (seed, start) => {
        const random = randomFrom(seed);
        const both = new Both();
        let place = start;
        const point = (): LatLng => near(place, 3 * (random() - 0.5) ** 3, 3 * (random() - 0.5) ** 3);

        for (let round = 0; round < 12; round++) {
          // So far that most cells are left, and so near that the two crowds are seen from each other.
          place = near(place, 0.3 * (random() - 0.5), 0.3);
          for (let i = 0; i < 1_500; i++) {
            const n = Math.floor(random() * 2_500);
            if (random() < 0.1) both.remove(idOf(n));
            else both.put(idOf(n), point(), { class: Math.floor(random() * 2) });
          }
          for (let i = 0; i < 25; i++) {
            const classes = ClassSet.of(Math.floor(random() * 2));
            const radiusMetres = 10 ** (3 + 3 * random());
            both.agreesOn(aQuery(point(), { classes, radiusMetres, limit: 1 + Math.floor(random() * 12) }));
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  it('finds them near a crowd that stays, while another comes, goes far away and comes back', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...HOSTILE_PLACES), (seed, home) => {
        const random = randomFrom(seed);
        const both = new Both();
        const about = (place: LatLng): LatLng => near(place, 0.4 * (random() - 0.5), 0.4 * (random() - 0.5));
        for (let n = 0; n < 80; n++) both.put(idOf(n), about(home));

        for (let round = 0; round < 30; round++) {
          const place =
            round % 2 === 0
              ? near(home, 0.1 - 0.2 * random(), 0.1)
              : near(home, -20 * random(), 20 * random());
          for (let n = 80; n < 160; n++) both.put(idOf(n), about(place));
          for (let i = 0; i < 60; i++) {
            const radiusMetres = 10 ** (3.5 + random());
            both.agreesOn(aQuery(about(home), { radiusMetres, limit: 1 + Math.floor(random() * 40) }));
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  it('takes no more memory for ever new places', () => {
    const grid = new DriverGrid();
    const hits = new Hits();
    const bytes: number[] = [];

    for (let round = 0; round < 60; round++) {
      const place = { lat: -60 + 2 * round, lng: -170 + 5 * round };
      for (let n = 0; n < 100; n++) {
        const slot = grid.update(Uint32Array.from(idOf(n)), 0, {
          ...near(place, 0.003 * n, 0.004 * n),
          at: round,
        });
        grid.classify(slot, n % 3);
      }
      grid.nearest(aQuery(place), hits);
      bytes.push(grid.bytes);
    }

    expect(bytes.at(-1)).toBe(bytes[20]);
  });

  it('tells where a driver is, and gives a slot again when it is free', () => {
    const grid = new DriverGrid();
    const [first, second] = [idOf(1), idOf(2)].map((id) => Uint32Array.from(id)) as [
      Uint32Array,
      Uint32Array,
    ];
    const slot = grid.update(first, 0, { lat: 57.7089, lng: 11.9746, at: 5 });
    grid.classify(slot, 3);

    expect(grid.lat(slot)).toBeCloseTo(57.7089, 12);
    expect(grid.lng(slot)).toBeCloseTo(11.9746, 12);
    expect([grid.seenAt(slot), grid.classOf(slot), grid.findable]).toEqual([5, 3, 1]);

    expect(grid.expire(6)).toBe(1);
    expect([grid.size, grid.findable, grid.slotOf(first), grid.has(slot)]).toEqual([0, 0, -1, false]);
    expect(grid.update(second, 0, { lat: 0, lng: 0, at: 7 })).toBe(slot);
    expect([grid.classOf(slot), grid.findable]).toEqual([-1, 0]);
  });

  it.each([
    [{ lat: NaN, lng: 0, at: 0 }, 'latitude is -90 to 90, longitude -180 to 180'],
    [{ lat: 0, lng: 180.1, at: 0 }, 'latitude is -90 to 90, longitude -180 to 180'],
    [{ lat: -90.1, lng: 0, at: 0 }, 'latitude is -90 to 90, longitude -180 to 180'],
    [{ lat: 0, lng: Infinity, at: 0 }, 'latitude is -90 to 90, longitude -180 to 180'],
    [{ lat: 0, lng: 0, at: NaN }, 'a fix has a time'],
  ])('refuses %j, and stays as it was', (fix, problem) => {
    const grid = new DriverGrid();
    const id = Uint32Array.from(idOf(1));
    const slot = grid.update(id, 0, { lat: 1, lng: 2, at: 3 });

    expect(() => grid.update(id, 0, fix)).toThrow(new RangeError(problem));
    expect(() => grid.move(slot, fix)).toThrow(new RangeError(problem));
    expect(() => grid.update(Uint32Array.from(idOf(2)), 0, fix)).toThrow(RangeError);
    expect([grid.size, grid.seenAt(slot), Math.round(grid.lat(slot))]).toEqual([1, 3, 1]);
  });

  it.each([-2, 64])('refuses class %i', (one) => {
    const grid = new DriverGrid();
    const slot = grid.update(Uint32Array.from(idOf(1)), 0, { lat: 1, lng: 2, at: 3 });

    expect(() => grid.classify(slot, one)).toThrow(new RangeError('a class is 0 to 63, or -1'));
  });

  it('refuses a question from nowhere, and cells that are too large or too small', () => {
    expect(() => new DriverGrid().nearest(aQuery({ lat: NaN, lng: 0 }), new Hits())).toThrow(RangeError);
    expect(() => new DriverGrid({ resolution: 1 })).toThrow(RangeError);
    expect(() => new DriverGrid({ resolution: 14 })).toThrow(RangeError);
  });
});
