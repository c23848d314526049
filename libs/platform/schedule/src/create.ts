import {
  type Budget,
  type ClaimOwners,
  type ClaimTable,
  type Columns,
  type RowOf,
  takeClaim,
} from '@hansom/platform-store';

import { type Maker, type Plan } from './attempt.ts';
import { claimOwnersOf } from './claim-owners.ts';
import { type Applied, type Claimed, type Entering, type Refused, type Repeated } from './decision.ts';
import { type CallOptions, make } from './make.ts';
import { budgetUntil } from './parts.ts';
import { abandonedError, alreadyExists } from './refusals.ts';
import { type Standing } from './state.ts';

/** A claim to take before the aggregate exists, in the aggregate's name. */
export interface ClaimOn {
  table: ClaimTable;
  key: string;
}

export interface Creation<F extends Columns, S extends string> extends Entering<F, S> {
  set: RowOf<F>;
  /** Idempotency key: the same command again answers `repeated`. */
  command?: string;
  /** Taken in this order; needs an id that is used once. */
  claims?: readonly ClaimOn[];
}

export type CreateResult<F extends Columns, S extends string> =
  | Applied<F, S>
  | Repeated<F, S>
  | Refused<F, S>
  | Claimed;

type Ended<F extends Columns, S extends string> = Exclude<CreateResult<F, S>, Applied<F, S>>;

/** Takes the claims, then makes version 1. */
export async function create<F extends Columns, S extends string>(
  maker: Maker<F, S>,
  { id, claims = [], command, ...decision }: Creation<F, S> & { id: string },
  call: CallOptions,
): Promise<CreateResult<F, S>> {
  const budget = budgetUntil(maker.parts.effects, call.deadline); // one for the claims and the creation
  const claimed = await claimsTaken(maker, { id, claims }, budget);
  if (claimed) return claimed;
  const judge = (standing: Standing<F, S>): { plan: Plan<F, S> } | { result: Ended<F, S> } => {
    const result = judged(maker.parts.service, standing, command);
    return result ? { result } : { plan: { standing, decision, command, call } };
  };
  const ended = await make(maker, id, { call: { deadline: budget.deadline }, judge });
  if ('result' in ended) return ended.result;
  const { state, event } = ended.made;
  if (!state) throw new TypeError('only an abandoned aggregate has no state');
  return { outcome: 'applied', state, event };
}

function judged<F extends Columns, S extends string>(
  service: string,
  { id, abandoned, view, commands }: Standing<F, S>,
  command: string | undefined,
): Ended<F, S> | undefined {
  if (abandoned) return { outcome: 'refused', refusal: abandonedError(service, id), state: undefined };
  if (!view) return undefined;
  if (command !== undefined && commands.includes(command)) return { outcome: 'repeated', state: view };
  return { outcome: 'refused', refusal: alreadyExists(service, view), state: view };
}

/**
 * One claim after the other; who loses a later one abandons its own id at once, which frees those it took. A command that comes again
 * after its claims moved on finds its aggregate there.
 */
async function claimsTaken<F extends Columns, S extends string>(
  maker: Maker<F, S>,
  { id, claims }: { id: string; claims: readonly ClaimOn[] },
  budget: Budget,
): Promise<Claimed | undefined> {
  const owners: ClaimOwners = claimOwnersOf(maker, budget.deadline);
  const { clock } = maker.parts.effects;
  for (const [index, { table, key }] of claims.entries()) {
    const outcome = await takeClaim({ table, owners, clock }, { key, holder: id }, { budget });
    if (outcome.taken) continue;
    if ((await owners.look(id)) !== 'missing') return undefined;
    if (index > 0) await owners.abandon(id);
    return { outcome: 'claimed', key, holder: outcome.holder };
  }
  return undefined;
}
