import { type Effects, type Millis, type MonotonicInstant } from '@hansom/platform-context';
import {
  type AggregateDefinition,
  type Budget,
  budgetOf,
  type Columns,
  type ContendedTable,
  type Engine,
  openTable,
  type PlainTable,
  type ReadDecision,
  type RowOf,
  type StoredRow,
} from '@hansom/platform-store';

import { type EventContext, type EventSource } from './envelope.ts';
import { type CallOptions } from './make.ts';
import { repeated } from './repeated.ts';
import { type Standing, standingOf } from './state.ts';
import {
  type MarksTable,
  marksTable,
  type OutboxTable,
  outboxTable,
  type TimersTable,
  timersTable,
} from './tables.ts';

export interface PartsOptions<F extends Columns, S extends string> {
  /** Owner of the aggregate: topic of its events, first half of its error codes. */
  service: string;
  aggregate: AggregateDefinition<F, S>;
  /** Partitions of a minute's intentions, 4 unless given. May grow, never shrink. */
  shards?: number;
  /** How long event rows live; for ever unless given. */
  eventTtlMs?: Millis;
  /** Where the events of an aggregate belong, as its id and fields tell. The context of a call goes over it. */
  contextOf?: (id: string, fields: Partial<RowOf<F>>) => EventContext;
  /** What a call tells of its events: where it stands in a trace, for whom it is made. What the aggregate itself tells goes over it. */
  contextOfCall?: (call: CallOptions) => EventContext;
}

/** What everything in this lib works on. */
export interface Parts<F extends Columns, S extends string> extends PartsOptions<F, S> {
  effects: Effects;
  engine: Engine;
  shards: number;
  source: EventSource;
  outbox: PlainTable<OutboxTable>;
  timers: PlainTable<TimersTable>;
  marks: ContendedTable<MarksTable>;
  /** For specs that show what the order of its reads is good for. */
  readDecision?: ReadDecision;
}

/** A read or write of an intention belongs to somebody's patience: 5 s unless a deadline is given. */
const PATIENCE_MS: Millis = 5_000;
const DEFAULT_SHARDS = 4;

export function partsOf<F extends Columns, S extends string>(
  effects: Effects,
  engine: Engine,
  options: PartsOptions<F, S>,
): Parts<F, S> {
  const { name } = options.aggregate;
  return {
    ...options,
    effects,
    engine,
    shards: options.shards ?? DEFAULT_SHARDS,
    source: { service: options.service, aggregate: name },
    outbox: openTable(engine, outboxTable(name)),
    timers: openTable(engine, timersTable(name)),
    marks: openTable(engine, marksTable(name), effects),
  };
}

export function budgetUntil(effects: Effects, deadline: MonotonicInstant | undefined): Budget {
  return deadline === undefined ? budgetOf(effects, PATIENCE_MS) : { effects, deadline };
}

/** State and fence, by one serial read. */
export async function readStanding<F extends Columns, S extends string>(
  { engine, aggregate }: Parts<F, S>,
  id: string,
  budget: Budget,
): Promise<Standing<F, S>> {
  const read = (): Promise<StoredRow | undefined> => engine.readState(aggregate, id, 'serial');
  return standingOf(aggregate, id, await repeated(`read ${aggregate.name} ${id}`, read, budget));
}
