import { canonical } from '@hansom/platform-store';

import { type Choice, Choices } from './choices.ts';
import { type Scenario, type Violation } from './scenario.ts';
import { Simulation } from './simulation.ts';

/** What a run is at: everything a strategy may look at. */
export interface Point {
  options: readonly Choice[];
  /** Choices so far. */
  choices: readonly number[];
  /** Canonical text of the state. */
  snapshot(): string;
}

/**
 * Which of the options to take, `undefined`: leave this run. Where a scenario tells its facts it is asked at the end as well, with no
 * options: whether to check the run.
 */
export type Strategy = (point: Point) => number | undefined;

/** One execution from the start, by a strategy. */
export async function run<World>(
  scenario: Scenario<World>,
  strategy: Strategy,
): Promise<Violation | undefined> {
  const simulation = new Simulation();
  const world = await scenario.setup(simulation);
  await simulation.begin();
  const possible = new Choices(simulation, scenario);
  const snapshot = (): string => possible.snapshot() + simulation.snapshot() + factsOf(scenario, world);
  const choices: number[] = [];
  const taken: Choice[] = [];
  let options = possible.options();
  for (; options.length > 0; options = possible.options()) {
    const chosen = strategy({ options, choices, snapshot });
    if (chosen === undefined) return undefined;
    const choice = options[chosen];
    if (!choice) throw new RangeError(`choice ${choices.length}: there is no option ${chosen}`);
    choices.push(chosen);
    taken.push(choice);
    await possible.take(choice); // one step at a time is what a run is
  }
  if (scenario.facts && strategy({ options, choices, snapshot }) === undefined) return undefined;
  const message = await verdict(scenario, world, simulation);
  if (message === undefined) return undefined;
  return { message, choices, trace: taken.map((choice) => choice.label()) };
}

function factsOf<World>(scenario: Scenario<World>, world: World): string {
  return scenario.facts ? canonical(scenario.facts(world)) : '';
}

async function verdict<World>(
  scenario: Scenario<World>,
  world: World,
  simulation: Simulation,
): Promise<string | undefined> {
  await simulation.calmDown();
  const [failure] = simulation.failures;
  if (failure) return `a task of ${failure.process} threw ${String(failure.error)}`;
  return scenario.check(world, simulation);
}
