import { errorsOfTrips } from '../test/errors-of-trips.ts';
import { gothenburg } from '../test/gothenburg.ts';

const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);
const TRIPS = 100;

/** How far off the measured length of a trip is: a thousand trips in Gothenburg with noise, losses and outages. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const graph = gothenburg('.');
  const errors = SEEDS.flatMap((seed) => errorsOfTrips(graph, { seed, count: TRIPS }));
  const off = errors.map(Math.abs).sort((a, b) => a - b);
  const percent = (share: number) =>
    (off[Math.min(off.length - 1, Math.floor(off.length * share))] ?? NaN) * 100;
  return {
    name: 'length of a trip by its trace',
    figures: {
      trips: errors.length,
      'mean error, %': (errors.reduce((sum, error) => sum + error) / errors.length) * 100,
      'within 2 %, % of trips': (off.filter((error) => error < 0.02).length / off.length) * 100,
      'off by, median, %': percent(0.5),
      'off by, p90, %': percent(0.9),
      'off by, p99, %': percent(0.99),
      'off by, the worst, %': percent(1),
    },
  };
}
