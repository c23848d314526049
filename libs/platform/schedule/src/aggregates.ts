import { type Effects } from '@hansom/platform-context';
import { type ClaimOwners, type Columns, type Engine } from '@hansom/platform-store';

import { Alarms } from './alarms.ts';
import { type Maker } from './attempt.ts';
import { claimOwnersOf } from './claim-owners.ts';
import { create, type CreateResult, type Creation } from './create.ts';
import { type EventEnvelope, type EventSink } from './envelope.ts';
import { history, type History, readEvents } from './history.ts';
import { type CallOptions } from './make.ts';
import { Marks } from './marks.ts';
import { outboxQueue } from './outbox-queue.ts';
import { budgetUntil, type Parts, partsOf, type PartsOptions, readStanding } from './parts.ts';
import { Relay, type RelayOptions } from './relay.ts';
import { type AggregateState } from './state.ts';
import { Sweeper } from './sweeper.ts';
import { type TimerHandlers, TimerQueue } from './timer-queue.ts';
import { transition, type Transition, type TransitionResult } from './transition.ts';
import { walk, type WalkedMinutes, type WalkFrom } from './walk.ts';

export interface AggregatesOptions<F extends Columns, S extends string> extends PartsOptions<F, S> {
  /** What each timer does, by name. The states are those of the aggregate, whatever a handler leads to. */
  timers?: TimerHandlers<F, NoInfer<S>>;
  /** Where events go. */
  sink: EventSink;
  relay?: RelayOptions;
}

/** How much waits in memory, for metrics. */
export interface Depths {
  /** Events on their way to the sink. */
  relay: number;
  /** Timers that have an alarm. */
  alarms: number;
  /** Buckets with entries to be tried again. */
  sweeper: number;
  /** Failures to act on an entry so far. */
  failures: number;
}

/** What there is of an id. */
export type Found<F extends Columns, S extends string> = AggregateState<F, S> | 'missing' | 'abandoned';

/** The aggregates of one kind: state, events, timers, outbox. */
export interface Aggregates<F extends Columns, S extends string> {
  /** Serial. Undefined when missing or abandoned. Throws `StoreUnavailable`. */
  get(id: string, call?: CallOptions): Promise<AggregateState<F, S> | undefined>;
  /** As `get`, and says why there is nothing: what is `missing` may yet come, what is `abandoned` never will. */
  find(id: string, call?: CallOptions): Promise<Found<F, S>>;
  /**
   * Takes the claims, if any, then makes version 1. Throws `OutcomeUnknown` when it is not known what became of it, `StoreUnavailable`
   * when nothing was done, `<service>.contended` when every race was lost, a TypeError for what does not fit the definition.
   */
  create(id: string, creation: Creation<F, S>, call?: CallOptions): Promise<CreateResult<F, S>>;
  /** Makes the next version. Throws as `create` does. */
  transition(id: string, request: Transition<F, S>, call?: CallOptions): Promise<TransitionResult<F, S>>;
  /** Events `from <= version <= to`, ascending, at most 1000; those that expired or have not come are missing; may be stale. */
  readEvents(id: string, range: { from: number; to: number }): Promise<EventEnvelope[]>;
  /** The same, as many as fit, and what became of those that are missing. */
  history(id: string, range: { from: number; to: number }): Promise<History>;
  /** What was to happen in a stretch of minutes, up to the present: how others find events that no bus brought them. */
  walk(from: WalkFrom): Promise<WalkedMinutes>;
  /** For claims that these aggregates hold. */
  readonly claimOwners: ClaimOwners;
  readonly shards: number;

  /** Starts sweeping. Without it nothing is lost, and nothing left behind is found. */
  start(): void;
  /** One round of the sweeper, for specs and simulators. */
  sweep(): Promise<void>;
  depths(): Depths;
  /** Stops sweeping and relaying; what is under way is finished, the rest is found by the next sweeper. Idempotent. */
  close(): Promise<void>;
}

/** The aggregates of one kind in an engine. Nothing happens before the first call. */
export function aggregates<F extends Columns, S extends string>(
  effects: Effects,
  engine: Engine,
  options: AggregatesOptions<F, S>,
): Aggregates<F, S> {
  return aggregatesOf(partsOf(effects, engine, options), options);
}

/** The same over given parts: specs replace some, to show what they are good for. */
export function aggregatesOf<F extends Columns, S extends string>(
  parts: Parts<F, S>,
  options: Pick<AggregatesOptions<F, S>, 'timers' | 'sink' | 'relay'>,
): Aggregates<F, S> {
  const { effects } = parts;
  const marks = new Marks(parts.marks, effects.clock);
  const relay = new Relay(options.sink, effects, options.relay);
  const alarms = new Alarms(effects, (timer) => sweeper.ring(timer));
  const maker: Maker<F, S> = { parts, marks, relay, armed: (timer) => alarms.arm(timer) };
  const timers = new TimerQueue(maker, options.timers ?? {}, maker.armed);
  const sweeper = new Sweeper({
    name: parts.aggregate.name,
    shards: parts.shards,
    parts: { marks, effects },
    timers,
    outbox: outboxQueue(maker),
  });
  return {
    ...calls(maker),
    start: () => sweeper.start(),
    sweep: () => sweeper.round(),
    depths: () => ({
      relay: relay.depth,
      alarms: alarms.count,
      sweeper: sweeper.depth,
      failures: sweeper.failures,
    }),
    close: async () => {
      alarms.close();
      await sweeper.close();
      await relay.close();
    },
  };
}

function calls<F extends Columns, S extends string>(
  maker: Maker<F, S>,
): Omit<Aggregates<F, S>, 'start' | 'sweep' | 'depths' | 'close'> {
  const { parts } = maker;
  const read = (id: string, call: CallOptions) =>
    readStanding(parts, id, budgetUntil(parts.effects, call.deadline));
  return {
    get: async (id, call = {}) => (await read(id, call)).view,
    find: async (id, call = {}) => {
      const { view, abandoned } = await read(id, call);
      return view ?? (abandoned ? 'abandoned' : 'missing');
    },
    create: (id, creation, call = {}) => create(maker, { id, ...creation }, call),
    transition: (id, request, call = {}) => transition(maker, { id, ...request }, call),
    readEvents: (id, range) => readEvents(parts, id, range),
    history: (id, range) => history(parts, id, range),
    walk: (from) => walk(maker, from),
    claimOwners: claimOwnersOf(maker),
    shards: parts.shards,
  };
}
