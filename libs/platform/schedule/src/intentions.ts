import { type Instant, instant } from '@hansom/platform-context';
import { type Budget, type Columns } from '@hansom/platform-store';

import { minuteOf, shardOf } from './buckets.ts';
import { type TimerRequest } from './decision.ts';
import { type Parts } from './parts.ts';
import { repeated } from './repeated.ts';
import { OUTBOX_TTL_MS, type OutboxRow, TIMER_TTL_MS, type TimerRow } from './tables.ts';

/** What a version will leave behind, and who sets out to make it. */
export interface Intention {
  id: string;
  version: number;
  attempt: string;
  /** Domain time when the buckets were chosen. */
  now: Instant;
  timers: readonly TimerRequest[];
}

export interface Intentions {
  outbox: OutboxRow;
  timers: readonly TimerRow[];
}

/** The rows of an intention: in its shard, in the minute of max(due, now). */
export function intentionsOf(shards: number, { now, timers, ...names }: Intention): Intentions {
  const shard = shardOf(names.id, shards);
  return {
    outbox: { shard, minute: minuteOf(now), ...names },
    timers: timers.map(({ name, due }) => {
      const minute = minuteOf(instant(Math.max(due, now)));
      return { shard, minute, ...names, name, due };
    }),
  };
}

/** Writes all rows. Any of them may be there already, or be there alone after a crash: they mean nothing without their version. */
export async function writeIntentions<F extends Columns, S extends string>(
  parts: Parts<F, S>,
  { outbox, timers }: Intentions,
  budget: Budget,
): Promise<void> {
  const what = `intend ${parts.aggregate.name} ${outbox.id} version ${outbox.version}`;
  const now = parts.effects.clock.now();
  await Promise.all([
    repeated(what, () => parts.outbox.put(outbox, { ttlMs: OUTBOX_TTL_MS }), budget),
    ...timers.map((row) =>
      repeated(what, () => parts.timers.put(row, { ttlMs: timerTtl(row, now) }), budget),
    ),
  ]);
}

/** Notes that the event is published, or never will be. Sent once: who finds it undone comes again. */
export function outboxDone<F extends Columns, S extends string>(
  { outbox }: Parts<F, S>,
  row: OutboxRow,
): Promise<void> {
  return outbox.put({ ...row, done: true }, { ttlMs: OUTBOX_TTL_MS });
}

/** Notes that the timer has fired, or never will. */
export function timerDone<F extends Columns, S extends string>(
  { timers, effects }: Parts<F, S>,
  row: TimerRow,
): Promise<void> {
  return timers.put({ ...row, done: true }, { ttlMs: timerTtl(row, effects.clock.now()) });
}

function timerTtl({ due }: TimerRow, now: Instant): number {
  return Math.max(0, due - now) + TIMER_TTL_MS;
}
