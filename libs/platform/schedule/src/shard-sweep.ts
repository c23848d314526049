import {
  type Clock,
  type Effects,
  type Millis,
  type MonotonicInstant,
  monotonicInstant,
} from '@hansom/platform-context';

import { closesAt, lastClosed, type Minute, minuteAfter, minuteOf } from './buckets.ts';
import { eachBounded } from './each-bounded.ts';
import { inTime } from './in-time.ts';
import { type Marks } from './marks.ts';
import { type Entry, type Judged, type Queue } from './queue.ts';

/** Entries of a bucket that are judged at the same time. */
const CONCURRENCY = 16;
/** Buckets closed in one go: after a long stop the sweeper catches up by this many at a time. */
const CLOSED_AT_ONCE = 120;
/** Buckets that could not be settled and are looked at again. With that many no further one is closed. */
const MOST_RESTLESS = 1_000;
const FIRST_RETRY_MS: Millis = 1_000;
const LONGEST_RETRY_MS: Millis = 30_000;
/** A mark is written at most this often (real time), however fast domain time runs. */
const MARK_EVERY_MS: Millis = 30_000;

interface Retry {
  at: MonotonicInstant;
  tries: number;
}

export interface SweepParts {
  marks: Marks;
  effects: Effects;
  /** Hears of every failure to act on an entry. */
  failed(queue: Queue['name'], entry: Entry, error: unknown): void;
  /** Hears why what goes on behind the rounds broke off: a later round goes on with it. */
  broken(error: unknown): void;
  /** When it aborts, no entry is begun any more. */
  stop: AbortSignal;
}

/**
 * Sweeps one shard of one queue, from its mark to now. A bucket is listed while it is present and once after it; again, with back-off, as
 * long as something in it is open; and once more when it closes, after which the mark passes it. So an idle shard costs one listing a round.
 *
 * Rounds look at buckets from `recent` on, and wait no longer than the queue has patience. Retries and closing looks take as long as they take: they go on
 * behind the rounds, one at a time, at buckets before `recent`. So what is slow holds up nothing new, and no bucket has two looks at a time.
 */
export class ShardSweep<E extends Entry> {
  /** The mark as last seen: never beyond the stored one. */
  private mark: Minute | undefined;
  /** Buckets before this have had their closing look. */
  private closing = 0 as Minute;
  /** Buckets before this have been looked at after their end, and are no longer a round's. */
  private recent = 0 as Minute;
  private markedAt: MonotonicInstant | undefined;
  private readonly restless = new Map<Minute, Retry>();
  /** Pages of entries that are being acted upon. */
  private readonly underWay = new Set<Promise<void>>();
  private behind: Promise<void> | undefined;

  constructor(
    private readonly parts: SweepParts,
    private readonly queue: Queue<E>,
    private readonly shard: number,
  ) {}

  /** Buckets to come back to. */
  get depth(): number {
    return this.restless.size;
  }

  /** One round. Throws when the store cannot be reached: the next one goes on. */
  async round(): Promise<void> {
    await this.start();
    const { clock } = this.parts.effects;
    const { patienceMs } = this.queue;
    const present = minuteOf(clock.now());
    this.recent = later(this.recent, firstOpen(clock)); // what is older gets its closing look, so many at a time
    for (; this.recent < present; this.recent = minuteAfter(this.recent, 1))
      await this.look(this.recent, patienceMs);
    await this.look(present, patienceMs);
    this.behind ??= this.goOn().finally(() => (this.behind = undefined));
  }

  /** Resolves when what rounds have begun has ended. */
  async ended(): Promise<void> {
    await Promise.all([this.behind, ...this.underWay]);
  }

  private async start(): Promise<void> {
    if (this.mark !== undefined) return;
    const mark = await this.parts.marks.of(this.queue.name, this.shard);
    this.mark = mark;
    this.closing = mark;
    this.recent = mark;
  }

  /** Comes back to what is restless, then closes what can be. */
  private async goOn(): Promise<void> {
    try {
      const now = this.parts.effects.monotonic.now();
      const retries = [...this.restless].filter(([minute, { at }]) => minute < this.recent && at <= now);
      for (const [minute] of retries) {
        if (this.parts.stop.aborted) return;
        await this.look(minute); // one at a time: who is slow is not asked for more
      }
      await this.close();
    } catch (error) {
      this.parts.broken(error);
    }
  }

  /** Gives buckets their last look, then raises the mark to the first that is not settled. */
  private async close(): Promise<void> {
    const end = Math.min(firstOpen(this.parts.effects.clock), this.recent, this.closing + CLOSED_AT_ONCE);
    for (; this.closing < end && this.mayClose; this.closing = minuteAfter(this.closing, 1)) {
      await this.look(this.closing);
    }
    await this.raiseMark([...this.restless.keys()].reduce(earlier, this.closing));
  }

  private get mayClose(): boolean {
    return this.depth < MOST_RESTLESS && !this.parts.stop.aborted;
  }

  private async raiseMark(to: Minute): Promise<void> {
    const from = this.mark;
    const now = this.parts.effects.monotonic.now();
    const due = this.markedAt === undefined || now - this.markedAt >= MARK_EVERY_MS;
    if (from === undefined || to <= from || !due) return;
    this.mark = await this.parts.marks.raise(this.queue.name, this.shard, { from, to });
    this.markedAt = now;
    this.closing = later(this.closing, this.mark);
    for (const minute of this.restless.keys()) if (minute < this.mark) this.restless.delete(minute);
  }

  /** Lists a bucket and acts on what it finds. The clock is read first: a last look begins when the bucket can get no more that counts. */
  private async look(minute: Minute, patienceMs?: Millis): Promise<void> {
    const { clock } = this.parts.effects;
    const closing = clock.now() >= closesAt(minute, clock.speed);
    let open = 0;
    let page: string | undefined;
    do {
      const listed = await this.queue.list({ shard: this.shard, minute }, page);
      const entries = listed.rows.filter(({ done }) => !done);
      open += await this.leftOpen(entries, closing, patienceMs);
      page = listed.next;
    } while (page !== undefined);
    if (open === 0) this.restless.delete(minute);
    else this.restless.set(minute, this.retryOf(minute));
  }

  /** Acts on entries; how many stay open. When patience ends, those that were begun go on, and are open as far as this look knows. */
  private async leftOpen(
    entries: readonly E[],
    closing: boolean,
    patienceMs: Millis | undefined,
  ): Promise<number> {
    const open = new Set(entries);
    let over = false;
    const work = eachBounded(entries, CONCURRENCY, async (entry) => {
      if (over || this.parts.stop.aborted) return;
      if ((await this.judged(entry, closing)) === 'settled') open.delete(entry);
    });
    this.underWay.add(work);
    void work.then(() => this.underWay.delete(work));
    const { timers } = this.parts.effects;
    const late = (): void => void (over = true);
    await (patienceMs === undefined ? work : inTime(timers, patienceMs, { work, late }));
    return open.size;
  }

  private async judged(entry: E, closing: boolean): Promise<Judged> {
    try {
      return await this.queue.judge(entry, closing);
    } catch (error) {
      this.parts.failed(this.queue.name, entry, error);
      return 'open';
    }
  }

  private retryOf(minute: Minute): Retry {
    const { clock, monotonic, random } = this.parts.effects;
    const present = minute >= minuteOf(clock.now());
    const tries = present ? 0 : (this.restless.get(minute)?.tries ?? 0) + 1;
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);
    return { tries, at: monotonicInstant(monotonic.now() + (longest / 2) * (1 + random.next())) };
  }
}

/** The oldest bucket that is not to be closed yet. */
function firstOpen(clock: Clock): Minute {
  return minuteAfter(lastClosed(clock.now(), clock.speed), 1);
}

function earlier(a: Minute, b: Minute): Minute {
  return a < b ? a : b;
}

function later(a: Minute, b: Minute): Minute {
  return a > b ? a : b;
}
