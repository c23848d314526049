import { join } from 'node:path';

import { errorsOfTrips } from './errors-of-trips.ts';
import { gothenburg } from './gothenburg.ts';

const SEEDS = [1, 2, 3, 20_260_101];
const TRIPS = 100;

describe('traceDistance on the streets of Gothenburg', () => {
  const graph = gothenburg(join(__dirname, '../../../..'));

  it.each(SEEDS)(
    'is right on average, and within 2 %% for nine trips of ten, with noise, losses, stops and outages: seed %i',
    (seed) => {
      const errors = errorsOfTrips(graph, { seed, count: TRIPS });

      const mean = errors.reduce((sum, error) => sum + error) / TRIPS;
      const off = errors.map(Math.abs).sort((a, b) => b - a);
      expect(Math.abs(mean)).toBeLessThan(0.005);
      expect(off.filter((error) => error < 0.02).length / TRIPS).toBeGreaterThan(0.9);
      expect(off[0]).toBeLessThan(0.1); // the worst
    },
  );
});
