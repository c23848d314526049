import { chordBetween, unitVector } from '../chord.ts';
import { numericCellFinder } from './numeric-cell-finder.ts';
import { differences, textOf } from './testing/differences.ts';
import { points, seededChance } from './testing/points.ts';

const SEED = 20_260_801;
const COUNT = 17_600;

describe('numericCellFinder', () => {
  it.each(Object.keys(points))('agrees with h3-js at all resolutions: %s', (kind) => {
    const chance = seededChance(SEED);

    expect({ SEED, found: differences(numericCellFinder(), kind, { count: COUNT, chance }) }).toEqual({
      SEED,
      found: [],
    });
  });

  it('decides for itself nearly always', () => {
    const finder = numericCellFinder();
    const chance = seededChance(SEED);

    for (let i = 0; i < 200_000; i++) {
      const { lat, lng } = points[i % 2 ? 'in cities' : 'anywhere on earth'](chance, 9);
      finder.find(lat, lng, i % 16);
    }

    expect(finder.asked).toBeLessThanOrEqual(2);
  });

  it('gives the words of a cell as signed ones', () => {
    const finder = numericCellFinder();

    finder.find(37.7752702151959, -122.418307270836, 9);

    expect(textOf(finder)).toBe('8928308280fffff');
    expect(finder.high).toBe(0x0892_8308);
    expect(finder.low).toBe(0x280f_ffff);
  });

  it('keeps the unit vector of the point', () => {
    const finder = numericCellFinder();
    const chance = seededChance(SEED);

    for (const kind of Object.keys(points).filter((kind) => !kind.includes('h3-js'))) {
      for (let i = 0; i < 500; i++) {
        const point = points[kind](chance, 9);
        finder.find(point.lat, point.lng, 9);
        expect(chordBetween(unitVector(point), [finder.x, finder.y, finder.z])).toBeLessThan(1e-15);
      }
    }
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d as h3-js does', (lat) => {
    expect(() => numericCellFinder().find(lat, 0, 9)).toThrow();
    expect(() => numericCellFinder().find(0, lat, 9)).toThrow();
  });
});
