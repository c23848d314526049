import { type MonotonicInstant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Budget, type Columns } from '@hansom/platform-store';

import { attempt, type Made, type Maker, type Plan } from './attempt.ts';
import { type EventContext } from './envelope.ts';
import { budgetUntil, readStanding } from './parts.ts';
import { type Standing } from './state.ts';

/** What a caller may say about one call. */
export interface CallOptions {
  /** When to stop trying. 5 s from now unless given. */
  deadline?: MonotonicInstant;
  /** Goes into the event, over what the aggregate itself tells. */
  context?: EventContext;
}

/** Longest pause after a lost race: real milliseconds. */
const LONGEST_PAUSE_MS = 50;

/**
 * Reads, judges, attempts: again and again, until an attempt is applied or the judge ends it. The judge sees each standing that was read
 * and gives a plan, or the result. Throws `<service>.contended` (aborted, nothing was done) when each race until the deadline was lost.
 */
export async function make<F extends Columns, S extends string, R>(
  maker: Maker<F, S>,
  id: string,
  request: { call: CallOptions; judge(standing: Standing<F, S>): { plan: Plan<F, S> } | { result: R } },
): Promise<{ made: Made<F, S> } | { result: R }> {
  const { parts } = maker;
  const budget = budgetUntil(parts.effects, request.call.deadline);
  for (;;) {
    const judged = request.judge(await readStanding(parts, id, budget));
    if ('result' in judged) return judged;
    const made = await attempt(maker, judged.plan, budget);
    if (made) return { made };
    if (!(await paused(budget))) throw contended(parts.service, parts.aggregate.name, id);
  }
}

async function paused({ effects, deadline }: Budget): Promise<boolean> {
  await effects.timers.sleep(LONGEST_PAUSE_MS * effects.random.next());
  return effects.monotonic.now() < deadline;
}

function contended(service: string, name: string, id: string): HansomError {
  const description = `others changed this ${name} each time; nothing was done`;
  return new HansomError('aborted', `${service}.contended`, { description, context: { [name]: id } });
}
