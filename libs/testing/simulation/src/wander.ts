import { type Random, seededRandom } from '@hansom/platform-context';

import { type Choice } from './choices.ts';
import { run } from './run.ts';
import { type Scenario, type Violation } from './scenario.ts';

export interface Wandering {
  /** Runs; the seeds are `first`, `first + 1`, ... */
  runs: number;
  first?: number;
  /** How likely it is, at each point, that something goes wrong while the budget lasts. 0.1 unless given. */
  trouble?: number;
}

/** Seeded random runs, for configurations too large to explore. Stops at the first violation; its seed is in the message. */
export async function wander<World>(
  scenario: Scenario<World>,
  { runs, first = 1, trouble = 0.1 }: Wandering,
): Promise<{ runs: number; violation?: Violation }> {
  for (let seed = first; seed < first + runs; seed++) {
    const random = seededRandom(seed);
    const violation = await run(scenario, ({ options }) => picked(options, random, trouble));
    if (violation) {
      const message = `seed ${seed}: ${violation.message}`;
      return { runs: seed - first + 1, violation: { ...violation, message } };
    }
  }
  return { runs };
}

function picked(options: readonly Choice[], random: Random, trouble: number): number {
  const costly = options.filter(({ cost }) => cost !== undefined);
  const free = options.filter(({ cost }) => cost === undefined);
  const among = costly.length > 0 && random.next() < trouble ? costly : free;
  const choice = among[Math.floor(random.next() * among.length)];
  return choice ? options.indexOf(choice) : 0;
}
