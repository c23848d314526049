import { seededRandom } from '@hansom/platform-context';
import { greatCircleMetres } from '@hansom/shared-geo';

import { happens, noisy, untilNext, within } from './chance.ts';

const MANY = 20_000;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('chance', () => {
  const random = seededRandom(7);
  const many = (next: () => number) => Array.from({ length: MANY }, next);

  it('stays within its span', () => {
    const values = many(() => within(random, [2, 8]));

    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThanOrEqual(8);
  });

  it('happens as often as it should', () => {
    expect(mean(many(() => Number(happens(random, 0.03))))).toBeCloseTo(0.03, 2);
  });

  it('asks for as many rides an hour as it should', () => {
    expect(mean(many(() => untilNext(random, 400)))).toBeCloseTo(9_000, -3);
    expect(untilNext(random, 0)).toBe(Infinity);
  });

  it('is off by some metres, in no certain direction', () => {
    const here = { lat: 57.7, lng: 11.97 };
    const points = Array.from({ length: MANY }, () => noisy(random, here, 5));
    const squares = points.map((point) => greatCircleMetres(here, point) ** 2);

    expect(Math.sqrt(mean(squares) / 2)).toBeCloseTo(5, 0);
    expect(mean(points.map(({ lat }) => lat))).toBeCloseTo(here.lat, 5);
  });
});
