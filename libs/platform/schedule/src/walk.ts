import { type Columns, type Page, type PlainTable } from '@hansom/platform-store';

import { type Maker } from './attempt.ts';
import { type Minute, minuteAfter, minuteOf } from './buckets.ts';
import { OUTBOX_TTL_MS, type OutboxRow, type OutboxTable } from './tables.ts';

/** A version that somebody set out to make. */
export interface WalkEntry {
  id: string;
  version: number;
}

/** Where a walk over the minutes of a shard begins, or goes on. */
export interface WalkFrom {
  shard: number;
  /** The oldest that is kept, unless given. */
  minute?: Minute;
  /** Where to go on in that minute. */
  page?: string;
}

export interface WalkedMinute {
  minute: Minute;
  /** By id, then version. A version may be named twice, and may never have been made. */
  entries: WalkEntry[];
}

/** A stretch of the outbox. */
export interface WalkedMinutes {
  /** Those in which something was, ascending. */
  minutes: WalkedMinute[];
  /**
   * The owner was done with every minute before this one before anything was listed: what is not there when it is looked for afterwards
   * never comes. 0: with none, since nothing was ever made in this shard.
   */
  passed: Minute;
  /** All minutes before this one were listed. */
  to: Minute;
  /** Where to go on; absent when the present was reached. */
  next?: { minute: Minute; page?: string };
}

type Parts = { outbox: PlainTable<OutboxTable> };
type Listed = Omit<WalkedMinutes, 'passed'>;

/** A stretch ends after so many minutes, or as soon as it has so many entries. */
const MOST_MINUTES = 360;
const MOST_ENTRIES = 500;
/** Minutes that are listed at the same time, at most. */
const AT_ONCE = 30;
const PAGE = 500;
const MINUTES_KEPT = OUTBOX_TTL_MS / 60_000;
const NEVER = 0 as Minute;

/** Lists the outbox of a shard from a minute on: how others find what no bus brought them, by few calls where there is little. */
export async function walk<F extends Columns, S extends string>(
  { parts, marks }: Pick<Maker<F, S>, 'parts' | 'marks'>,
  { shard, minute = NEVER, page }: WalkFrom,
): Promise<WalkedMinutes> {
  const stand = await marks.stand(shard); // before the listing: otherwise it would promise too much
  if (!stand) return { minutes: [], passed: NEVER, to: NEVER };
  const present = minuteOf(parts.effects.clock.now());
  const oldest = Math.max(stand.begun ?? NEVER, minuteAfter(present, -MINUTES_KEPT));
  const from = Math.max(minute, oldest) as Minute;
  const goingOn = from === minute ? page : undefined; // the minute of the page may have expired
  const listed = await listFrom(parts, { shard, from, page: goingOn, end: minuteAfter(present, 1) });
  return { passed: stand.outbox, ...listed };
}

interface Stretch {
  shard: number;
  from: Minute;
  page: string | undefined;
  end: Minute;
}

async function listFrom(parts: Parts, { shard, from, page, end }: Stretch): Promise<Listed> {
  const minutes: WalkedMinute[] = [];
  const last = Math.min(end, from + MOST_MINUTES);
  let [at, size, entries] = [from, 1, 0];
  while (at < last) {
    const batch = minutesFrom(at, Math.min(last, at + size));
    const before = entries;
    const pages = await Promise.all(
      batch.map((minute) => listPage(parts, { shard, minute, page: minute === from ? page : undefined })),
    );
    for (const [index, { rows, next }] of pages.entries()) {
      const minute = minuteAfter(at, index);
      if (rows.length > 0)
        minutes.push({ minute, entries: rows.map(({ id, version }) => ({ id, version })) });
      entries += rows.length;
      if (next !== undefined) return { minutes, to: minute, next: { minute, page: next } };
      if (entries >= MOST_ENTRIES) return upTo(minutes, minuteAfter(minute, 1), end);
    }
    at = minuteAfter(at, batch.length);
    size = nextSize(size, { brought: entries - before, room: MOST_ENTRIES - entries });
  }
  return upTo(minutes, Math.max(from, last) as Minute, end);
}

/** Twice as many minutes, but no more than fit if they are like the last ones: what does not fit is listed again by the next call. */
function nextSize(size: number, { brought, room }: { brought: number; room: number }): number {
  const fitting = brought === 0 ? AT_ONCE : Math.floor((room * size) / brought);
  return Math.max(1, Math.min(2 * size, AT_ONCE, fitting));
}

function upTo(minutes: WalkedMinute[], to: Minute, end: Minute): Listed {
  return to < end ? { minutes, to, next: { minute: to } } : { minutes, to };
}

function minutesFrom(from: Minute, before: number): Minute[] {
  return Array.from({ length: Math.max(0, before - from) }, (_, index) => minuteAfter(from, index));
}

function listPage(
  { outbox }: Parts,
  { shard, minute, page }: { shard: number; minute: Minute; page: string | undefined },
): Promise<Page<OutboxRow>> {
  return outbox.range({ partition: { shard, minute }, limit: PAGE, page });
}
