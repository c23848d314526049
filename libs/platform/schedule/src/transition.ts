import { HansomError } from '@hansom/platform-errors';
import { type Columns } from '@hansom/platform-store';

import { type Maker, type Plan } from './attempt.ts';
import { type Applied, type Decision, type Missing, type Refused, type Repeated } from './decision.ts';
import { type CallOptions, make } from './make.ts';
import { type Parts } from './parts.ts';
import { abandonedError, transitionNotAllowed } from './refusals.ts';
import { type AggregateState, type Standing, traitsOf } from './state.ts';

export interface Transition<F extends Columns, S extends string> {
  /** Idempotency key: the same command again answers `repeated`, while it is among the last 16. */
  command?: string;
  /** Pure: it is asked again when a race is lost. An error that it returns refuses the command; what it throws is thrown on. */
  decide(state: AggregateState<F, S>): Decision<F, S> | HansomError;
}

export type TransitionResult<F extends Columns, S extends string> =
  | Applied<F, S>
  | Repeated<F, S>
  | Refused<F, S>
  | Missing;

/** The state after a command, done now or before. Throws what refused it, and where there is no such aggregate what `missing` gives. */
export function stateAfter<F extends Columns, S extends string>(
  result: TransitionResult<F, S>,
  missing: () => HansomError,
): AggregateState<F, S> {
  if (result.outcome === 'missing') throw missing();
  if (result.outcome === 'refused') throw result.refusal;
  return result.state;
}

type Ended<F extends Columns, S extends string> = Exclude<TransitionResult<F, S>, Applied<F, S>>;

/** Makes one transition of an aggregate that exists. */
export async function transition<F extends Columns, S extends string>(
  maker: Maker<F, S>,
  { id, ...request }: Transition<F, S> & { id: string },
  call: CallOptions,
): Promise<TransitionResult<F, S>> {
  const judge = (standing: Standing<F, S>): { plan: Plan<F, S> } | { result: Ended<F, S> } => {
    const verdict = judged(maker.parts, standing, request);
    if ('outcome' in verdict) return { result: verdict };
    return { plan: { standing, decision: verdict, command: request.command, call } };
  };
  const ended = await make(maker, id, { call, judge });
  if ('result' in ended) return ended.result;
  const { state, event } = ended.made;
  if (!state) throw new TypeError('a transition never abandons');
  return { outcome: 'applied', state, event };
}

function judged<F extends Columns, S extends string>(
  { service, aggregate }: Parts<F, S>,
  { id, view, abandoned, commands }: Standing<F, S>,
  { command, decide }: Transition<F, S>,
): Decision<F, S> | Ended<F, S> {
  if (abandoned) return { outcome: 'refused', refusal: abandonedError(service, id), state: undefined };
  if (!view) return { outcome: 'missing' };
  if (command !== undefined && commands.includes(command)) return { outcome: 'repeated', state: view };
  const decision = traitsOf(aggregate, view.state).terminal
    ? transitionNotAllowed(service, view)
    : decide(view);
  return decision instanceof HansomError ? { outcome: 'refused', refusal: decision, state: view } : decision;
}
