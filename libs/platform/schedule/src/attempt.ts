import {
  ABANDONED,
  type AggregateDefinition,
  type Budget,
  type Columns,
  settleTransition,
  type StoredRow,
  type TransitionBatch,
} from '@hansom/platform-store';

import { MAX_AGE_MS, shardOf } from './buckets.ts';
import { type Decision, type TimerRequest } from './decision.ts';
import { contextColumns, envelopeOf, type EventEnvelope } from './envelope.ts';
import { type Intentions, intentionsOf, outboxDone, writeIntentions } from './intentions.ts';
import { type CallOptions } from './make.ts';
import { type Marks } from './marks.ts';
import { type Parts } from './parts.ts';
import { type Relay } from './relay.ts';
import { type AggregateState, type Entered, type Standing, standingOf, traitsOf } from './state.ts';
import { type TimerRow } from './tables.ts';

/** Keys of commands that a state remembers. */
const COMMANDS_KEPT = 16;

/** What is to become of an aggregate that was read. */
export interface Plan<F extends Columns, S extends string> {
  standing: Standing<F, S>;
  decision: Decision<F, S | typeof ABANDONED>;
  /** Idempotency key of the command. */
  command?: string | undefined;
  /** The call that asked for it. */
  call?: CallOptions | undefined;
}

/** What makes attempts: one for each process and kind of aggregate. */
export interface Maker<F extends Columns, S extends string> {
  parts: Parts<F, S>;
  marks: Marks;
  relay: Relay;
  /** Hears of timers that this process armed. */
  armed(timer: TimerRow): void;
}

/** A transition that was made. */
export interface Made<F extends Columns, S extends string> {
  /** Undefined: the aggregate was abandoned. */
  state: AggregateState<F, S> | undefined;
  event: EventEnvelope;
}

/**
 * One attempt at a transition, from its standing on: choose buckets, write intentions, check their age, one conditional batch, settle.
 * A process may pause or die between any two of these. Undefined: the race was lost or the intention grew old; read again, and
 * make a new attempt. Throws `OutcomeUnknown` when it is not known whether it was applied.
 */
export async function attempt<F extends Columns, S extends string>(
  maker: Maker<F, S>,
  plan: Plan<F, S>,
  budget: Budget,
): Promise<Made<F, S> | undefined> {
  const { effects, shards } = maker.parts;
  await maker.marks.begun(shardOf(plan.standing.id, shards));
  const chosenAt = effects.monotonic.now();
  const draft = draftOf(maker.parts, plan);
  await writeIntentions(maker.parts, draft.intentions, budget);
  if (effects.monotonic.now() - chosenAt >= MAX_AGE_MS) return undefined;
  return (await isApplied(maker, draft, budget)) ? draft.made : undefined;
}

interface Draft<F extends Columns, S extends string> {
  batch: TransitionBatch;
  intentions: Intentions;
  made: Made<F, S>;
}

/** All that an attempt will write and answer. Throws a TypeError, before anything is written, when it does not fit the definition. */
function draftOf<F extends Columns, S extends string>(parts: Parts<F, S>, plan: Plan<F, S>): Draft<F, S> {
  const { aggregate, effects, shards, source } = parts;
  const { id, stand, row } = plan.standing;
  const names = { version: stand.version + 1, attempt: effects.ids.uuid() };
  const now = effects.clock.now();
  const timers = timersOf(aggregate, plan.decision);
  const state = stateColumns(plan, names);
  const next = standingOf(aggregate, id, { ...row, ...state });
  const { call = {} } = plan;
  const told = parts.contextOf?.(id, next.view?.fields ?? {});
  const context = { ...parts.contextOfCall?.(call), ...told, ...call.context };
  const event = {
    ...names,
    type: typeOf(aggregate, plan.decision),
    payload: plan.decision.event?.payload ?? new Uint8Array(),
    occurred_at: now,
    ...contextColumns(context),
  };
  return {
    batch: { id, expect: stand, state, event, eventTtlMs: parts.eventTtlMs },
    intentions: intentionsOf(shards, { id, ...names, now, timers }),
    made: { state: next.view, event: envelopeOf(source, id, event) },
  };
}

/** The columns of the state that this transition writes; others keep what they hold. */
function stateColumns<F extends Columns, S extends string>(
  { standing, decision, command }: Plan<F, S>,
  { version, attempt: by }: Entered,
): StoredRow {
  const { to, set } = decision;
  return {
    ...set,
    version,
    ...(to !== undefined && { state: to, entered_version: version, entered_attempt: by }),
    ...(command !== undefined && { commands: [...standing.commands, command].slice(-COMMANDS_KEPT) }),
  };
}

function typeOf({ name }: AggregateDefinition, { to, event }: Decision<Columns, string>): string {
  const type = event?.type ?? `${name}.${to === ABANDONED ? 'abandoned' : 'changed'}`;
  if (!type.startsWith(`${name}.`)) throw new TypeError(`event type ${type} is not ${name}.<what>`);
  return type;
}

function timersOf(
  aggregate: AggregateDefinition,
  { to, timers = [] }: Decision<Columns, string>,
): readonly TimerRequest[] {
  const [first] = timers;
  if (first && traitsOf(aggregate, to ?? '').terminal) {
    throw new TypeError(`${aggregate.name}: timer ${first.name} in ${to}, which nothing leaves`);
  }
  return timers;
}

/** Sends the batch and settles it; what was applied is handed over. */
async function isApplied<F extends Columns, S extends string>(
  { parts, relay, armed }: Maker<F, S>,
  { batch, intentions, made }: Draft<F, S>,
  budget: Budget,
): Promise<boolean> {
  const { engine, aggregate: of, readDecision } = parts;
  const slot = relay.reserve(batch.id, made.event.version);
  try {
    const verdict = await settleTransition({ engine, of }, batch, { ...budget, readDecision });
    if (verdict === 'lost') return false;
    slot.fill({ envelope: made.event, published: () => outboxDone(parts, intentions.outbox) });
    for (const timer of intentions.timers) armed(timer);
    return true;
  } finally {
    slot.release();
  }
}
