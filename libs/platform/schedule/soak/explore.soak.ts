import { type Operation } from '@hansom/platform-store';
import { describeViolation, explore, type Scenario, wander } from '@hansom/testing-simulation';

import { type World } from '../src/testing/explored-world.ts';
import { changes, creation, dueTimer, MINUTES_MS, type Setting, wanters } from '../src/testing/scenarios.ts';

const AGE_AND_MINUTES = [61_000, MINUTES_MS];
const WANDERINGS = 40_000;

/** Configurations that take minutes: everything that the specs explore, with more going wrong in one run. */
const explored: Record<string, Scenario<World>> = {
  'creation, a crash and a pause': large(creation(['a'], 'after minutes'), { crashes: 1, pauses: 1 }),
  'creation, two pauses': large(creation(['a'], 'after minutes'), { pauses: 2 }),
  'creation, a lost commit and a pause': {
    ...large(creation(['a'], 'after minutes'), { faults: 1, pauses: 1 }),
    fates: lostConditions,
  },
  'change, a crash and a pause': large(changes(['a'], 'after minutes'), { crashes: 1, pauses: 1 }),
  'change, a lost answer and a pause': large(changes(['a'], 'after minutes'), { faults: 1, pauses: 1 }),
  'two creators, a crash': large(creation(['a', 'b'], 'at once'), { crashes: 1 }),
  'two writers, two lost answers': large(changes(['a', 'b'], 'never'), { faults: 2 }),
  'two writers and a sweeper, a crash': large(changes(['a', 'b'], 'at once'), { crashes: 1 }),
  'two sweepers on a due timer, a crash and a lost answer': large(dueTimer(), { crashes: 1, faults: 1 }),
  'two wanters, a crash and a pause': large(wanters(), { crashes: 1, pauses: 1 }),
  'two wanters, a lost commit and a pause': {
    ...large(wanters(), { faults: 1, pauses: 1 }),
    fates: lostConditions,
  },
};

/** Explores them all, then wanders through one that is too large; the first violation ends it with its trace. */
export async function soak(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const figures: Record<string, number | string> = {};
  for (const [name, scenario] of Object.entries(explored)) {
    const { runs, states, violation } = await explore(scenario); // one after the other: each takes a core
    if (violation) throw new Error(`${name}: ${describeViolation(violation)}`);
    figures[name] = `${runs} runs, ${states} states`;
    process.stderr.write(`${name}: ${figures[name]}\n`); // the whole takes long, and is worth something when it is stopped
  }
  const { runs, violation } = await wander(
    {
      ...changes(['a', 'b', 'c'], 'after minutes'),
      budget: { faults: 4, crashes: 2, pauses: 3 },
      pauses: [20_000, ...AGE_AND_MINUTES],
    },
    { runs: WANDERINGS },
  );
  if (violation) throw new Error(describeViolation(violation));
  return { name: 'explore', figures: { ...figures, 'random runs': runs } };
}

function large(setting: Setting, budget: Scenario<World>['budget']): Scenario<World> {
  return { ...setting, budget, inOrder: true, pauses: AGE_AND_MINUTES };
}

function lostConditions({ conditional }: Operation): readonly ('lost_before' | 'lost_after' | 'delayed')[] {
  return conditional ? ['lost_before', 'lost_after', 'delayed'] : [];
}
