import { type Millis } from '@hansom/platform-context';
import {
  boolean,
  contendedTable,
  int,
  optional,
  table,
  type TableDefinition,
  type TableRow,
  text,
  timestamp,
} from '@hansom/platform-store';

import { type Minute } from './buckets.ts';

const DAY_MS: Millis = 86_400_000;
export const OUTBOX_TTL_MS: Millis = 7 * DAY_MS;
/** Counted from when the timer is due. */
export const TIMER_TTL_MS: Millis = 30 * DAY_MS;

/** One row for each version that somebody set out to make: its event is to be published. `done` is only ever set true. */
export function outboxTable(aggregate: string) {
  return table({
    name: `${aggregate}_outbox`,
    partition: { shard: int(), minute: int<Minute>() },
    clustering: { id: text(), version: int(), attempt: text() },
    columns: { done: optional(boolean()) },
    livesMs: OUTBOX_TTL_MS,
  });
}

/** One row for each timer that a transition is to arm, in the bucket where it is due. */
export function timersTable(aggregate: string) {
  return table({
    name: `${aggregate}_timers`,
    partition: { shard: int(), minute: int<Minute>() },
    clustering: { id: text(), version: int(), attempt: text(), name: text() },
    columns: { due: timestamp(), done: optional(boolean()) },
    livesMs: TIMER_TTL_MS,
  });
}

/** How far the sweepers of a shard have come: every bucket before these needs nobody any more. They only rise. */
export function marksTable(aggregate: string) {
  return contendedTable({
    name: `${aggregate}_marks`,
    partition: { shard: int() },
    // `begun`: no intention is older. Marks from before there was this column lack it.
    columns: { outbox: int<Minute>(), timers: int<Minute>(), begun: optional(int<Minute>()) },
  });
}

/** All that is kept beside an aggregate of this name. */
export function intentionTables(aggregate: string): TableDefinition[] {
  return [outboxTable(aggregate), timersTable(aggregate), marksTable(aggregate)];
}

export type QueueName = 'outbox' | 'timers';
export type OutboxTable = ReturnType<typeof outboxTable>;
export type TimersTable = ReturnType<typeof timersTable>;
export type MarksTable = ReturnType<typeof marksTable>;
export type OutboxRow = TableRow<OutboxTable>;
export type TimerRow = TableRow<TimersTable>;
