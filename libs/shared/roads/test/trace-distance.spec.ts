import { join } from 'node:path';

import { errorsOfTrips } from './errors-of-trips.ts';
import { gothenburg } from './gothenburg.ts';

const SEEDS = [1, 2, 3, 20_260_101];
const TRIPS = 60;

describe('the length of trips on the streets of Gothenburg, with noise, losses, stops and outages', () => {
  const errors = SEEDS.flatMap((seed) =>
    errorsOfTrips(gothenburg(join(__dirname, '../../../..')), { seed, count: TRIPS }),
  );

  it.each([
    { by: 'smoothed', mean: 0.005, within: 0.9, worst: 0.1 },
    { by: 'matched', mean: 0.002, within: 0.99, worst: 0.05 },
  ] as const)(
    'is right on average, and within 2 %% for at least $within of them, as $by',
    ({ by, mean, within, worst }) => {
      const off = errors.map((error) => error[by]);

      const sizes = off.map(Math.abs).sort((a, b) => b - a);
      expect(Math.abs(off.reduce((sum, error) => sum + error) / off.length)).toBeLessThan(mean);
      expect(sizes.filter((size) => size < 0.02).length / sizes.length).toBeGreaterThanOrEqual(within);
      expect(sizes[0]).toBeLessThan(worst);
    },
  );
});
