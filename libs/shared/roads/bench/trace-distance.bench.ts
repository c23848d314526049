import { errorsOfTrips, type TripError } from '../test/errors-of-trips.ts';
import { gothenburg } from '../test/gothenburg.ts';

const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);
const TRIPS = 100;

/**
 * How far off the measured length of a trip is, by its smoothed trace and by its streets: a thousand trips in Gothenburg with noise, losses and
 * outages.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const graph = gothenburg('.');
  const errors = SEEDS.flatMap((seed) => errorsOfTrips(graph, { seed, count: TRIPS }));
  return {
    name: 'length of a trip by its trace',
    figures: { trips: errors.length, ...figuresOf(errors, 'smoothed'), ...figuresOf(errors, 'matched') },
  };
}

function figuresOf(errors: readonly TripError[], by: keyof TripError): Record<string, number> {
  const off = errors.map((error) => error[by]);
  const sizes = off.map(Math.abs).sort((a, b) => a - b);
  const percent = (share: number) => (sizes[Math.min(sizes.length - 1, sizes.length * share)] ?? NaN) * 100;
  return {
    [`${by}: mean error, %`]: (off.reduce((sum, error) => sum + error, 0) / off.length) * 100,
    [`${by}: within 2 %, % of trips`]: (sizes.filter((size) => size < 0.02).length / sizes.length) * 100,
    [`${by}: off by, median, %`]: percent(0.5),
    [`${by}: off by, p90, %`]: percent(0.9),
    [`${by}: off by, p99, %`]: percent(0.99),
    [`${by}: off by, the worst, %`]: percent(1),
  };
}
