import { createHash } from 'node:crypto';

import { run } from './run.ts';
import { type Exploration, type Scenario, type Violation } from './scenario.ts';

/**
 * Every behaviour of a small configuration: stateless model checking (Godefroid, "Model Checking for Programming Languages using
 * VeriSoft", 1997), depth first, by executing again from the start along a prefix of choices; a run ends where it meets a state that was
 * seen. Stops at the first violation. Throws when `maxRuns` do not suffice: a part explored proves nothing.
 */
export async function explore<World>(
  scenario: Scenario<World>,
  { maxRuns = Infinity }: { maxRuns?: number } = {},
): Promise<Exploration> {
  const seen = new Set<string>();
  const prefixes: (readonly number[])[] = [[]];
  let runs = 0;
  for (let prefix = prefixes.pop(); prefix; prefix = prefixes.pop()) {
    if (runs++ >= maxRuns) throw new Error(`not explored within ${maxRuns} runs: ${seen.size} states so far`);
    const violation = await run(scenario, depthFirst(prefix, seen, prefixes));
    if (violation) return { runs, states: seen.size, violation };
  }
  return { runs, states: seen.size };
}

/** Executes one run along its choices, up to its check. */
export function replay<World>(
  scenario: Scenario<World>,
  choices: readonly number[],
): Promise<Violation | undefined> {
  return run(scenario, ({ options, choices: taken }) => (options.length === 0 ? 0 : choices[taken.length]));
}

/** Along the prefix, then the first option of each new state; the others are left for later runs. */
function depthFirst(
  prefix: readonly number[],
  seen: Set<string>,
  prefixes: (readonly number[])[],
): Parameters<typeof run>[1] {
  return ({ options, choices, snapshot }) => {
    const given = prefix[choices.length];
    if (given !== undefined) return given;
    const state = createHash('sha1').update(snapshot()).digest('base64');
    if (seen.has(state)) return undefined;
    seen.add(state);
    for (let other = options.length - 1; other > 0; other--) prefixes.push([...choices, other]);
    return 0;
  };
}
