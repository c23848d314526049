import fc from 'fast-check';

import { type LatLng } from '../lat-lng.ts';
import { ClassSet } from './class-set.ts';
import { DriverGrid } from './driver-grid.ts';
import { Hits } from './hits.ts';
import { type Query } from './search.ts';
import { HOSTILE_PLACES, near, opposite } from './testing/places.ts';
import { keyOf, PlainGrid } from './testing/plain-grid.ts';
import { randomFrom } from './testing/random.ts';

const HALF_THE_EARTH = 20_100_000;
const EVERYBODY = { classes: ClassSet.all(), since: -Infinity };

/** A grid and a plain one, which are told the same. */
class Both {
  readonly plain = new PlainGrid();
  readonly grid: DriverGrid;
  private readonly hits = new Hits(1);

  constructor(resolution = 9) {
    this.grid = new DriverGrid({ resolution, capacity: 1 });
  }

  put(id: readonly number[], { lat, lng }: LatLng, { at = 0, class: one = 0 } = {}): void {
    const slot = this.grid.update(Uint32Array.from(id), 0, { lat, lng, at });
    this.grid.classify(slot, one);
    this.plain.put({ id, lat, lng, at, class: one });
  }

  remove(id: readonly number[]): void {
    const slot = this.grid.slotOf(Uint32Array.from(id));
    if (slot >= 0) this.grid.remove(slot);
    this.plain.drivers.delete(keyOf(id));
  }

  found(query: Query): { key: string; square: number }[] {
    this.grid.nearest(query, this.hits);
    const id = new Uint32Array(4);
    return Array.from({ length: this.hits.count }, (_, i) => {
      this.grid.readId(this.hits.slots[i]!, id);
      return { key: keyOf(id), square: this.hits.squares[i]! };
    });
  }

  agreesOn(query: Query): void {
    const [found, expected] = [this.found(query), this.plain.nearest(query)];
    // To compare texts is many times quicker, and there are tens of thousands.
    if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
  }
}

function idOf(n: number): number[] {
  // Not in the order of the numbers, the same words in many, and with the sign's bit.
  return [0x8000_0000 + (n % 3), n % 2, 7, Math.imul(n, 0x9e3779b1) >>> 0];
}

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
      { numRuns: 20 },
    );
  });
});
