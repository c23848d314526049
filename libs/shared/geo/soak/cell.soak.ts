import { numericCellFinder } from '../src/h3/numeric-cell-finder.ts';
import { differences } from '../src/h3/testing/differences.ts';
import { points, seededChance } from '../src/h3/testing/points.ts';

const COUNT = 400_000;
const SEED = 1;

/** Points of every kind, at all resolutions, by our finder and by h3-js; the first kind with a difference ends it. */
export async function soak(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const figures: Record<string, number | string> = {};
  let total = 0;
  for (const kind of Object.keys(points)) {
    const finder = numericCellFinder();
    const found = differences(finder, kind, { count: COUNT, chance: seededChance(SEED) });
    if (found.length > 0) throw new Error(`${kind}, seed ${SEED}: ${found.join('; ')}`);
    figures[kind] = `${COUNT} points, no difference, ${finder.asked} decided by h3-js`;
    process.stderr.write(`${kind}: ${figures[kind]}\n`);
    total += COUNT;
  }
  return { name: 'cells by numbers and by h3-js', figures: { points: total, ...figures } };
}
