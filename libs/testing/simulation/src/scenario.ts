import { type Millis } from '@hansom/platform-context';
import { type Fate, type Operation } from '@hansom/platform-store';

import { type Simulation } from './simulation.ts';

/** How much may go wrong in one run. What is left of it is part of a state, so every exploration ends. */
export interface Budget {
  /** Operations whose answer is not simply given. */
  faults?: number;
  /** Processes that die, each between two operations. */
  crashes?: number;
  /** Times that all processes stand still while time passes. */
  pauses?: number;
}

/** A small configuration: who does what, how much may go wrong, and what must hold in the end. */
export interface Scenario<World> {
  /**
   * Creates the processes and spawns their tasks, which start when it is over; its own operations are done at once. Called anew for
   * every run: it shares nothing with other runs.
   */
  setup(simulation: Simulation): World | Promise<World>;
  budget: Budget;
  /** Lengths of pauses, in real milliseconds. 61 s and 3 min unless given. */
  pauses?: readonly Millis[];
  /**
   * Of one process, only the operation that was issued first is performed next. Far fewer states; what a process does in parallel is then
   * explored in one order only.
   */
  inOrder?: boolean;
  /** What may become of this operation beside `done`. Unless given: any write may be lost before, after, or be delayed. */
  fates?: (operation: Operation) => readonly Exclude<Fate, 'done'>[];
  /**
   * What `check` looks at that is not in the stores, as plain data. It belongs to a state, so runs that differ in nothing else are told
   * apart, and of runs that end in one state only the first is checked. Without it, what a process did outside of its store is
   * known by its history alone, which ends with it when it crashes.
   */
  facts?(world: World): unknown;
  /**
   * Called when nothing moves any more, with the simulation calm: operations are done at once. Says what is wrong, if anything.
   * It may let time pass and run further tasks, to see what becomes of what is left.
   */
  check(world: World, simulation: Simulation): Promise<string | undefined> | string | undefined;
}

export interface Violation {
  message: string;
  /** Replays this run: the index of what was chosen at each point. */
  choices: readonly number[];
  /** What happened, a line a choice. */
  trace: readonly string[];
}

export interface Exploration {
  /** Executions from the start; most are cut short where they meet a state that was seen. */
  runs: number;
  /** Different states seen. */
  states: number;
  violation?: Violation;
}

/** A violation as a person reads it. */
export function describeViolation({ message, choices, trace }: Violation): string {
  const steps = trace.map((line, index) => `${String(index + 1).padStart(3)}. ${line}`);
  return [message, ...steps, `choices: [${choices.join(', ')}]`].join('\n');
}

export const PAUSES: readonly Millis[] = [61_000, 180_000];

export function anyLostWrite(operation: Operation): readonly Exclude<Fate, 'done'>[] {
  return operation.writes ? ['lost_before', 'lost_after', 'delayed'] : [];
}
