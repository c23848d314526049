import { describeViolation, explore, wander } from '@hansom/testing-simulation';

import { offerStory } from '../src/offers/offer-world.ts';
import { EVERYTHING, LONG } from '../src/offers/settings.ts';

const WANDERINGS = 2_000;

/** Explores what the spec has no time for, then wanders through all of it at once; the first violation ends it with its trace. */
export async function soak(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const figures: Record<string, number | string> = {};
  for (const [name, { setting, budget }] of Object.entries(LONG)) {
    const { runs, states, violation } = await explore({ ...offerStory(setting), budget }); // each takes a core
    if (violation) throw new Error(`${name}: ${describeViolation(violation)}`);
    figures[name] = `${runs} runs, ${states} states`;
    process.stderr.write(`${name}: ${figures[name]}\n`); // the whole takes long, and is worth something when it is stopped
  }
  const budget = { crashes: 2, faults: 2, pauses: 2 };
  const { runs, violation } = await wander({ ...offerStory(EVERYTHING), budget }, { runs: WANDERINGS });
  if (violation) throw new Error(describeViolation(violation));
  return { name: 'offers', figures: { ...figures, 'random runs': runs } };
}
