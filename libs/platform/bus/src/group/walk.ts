import { type Effects, instant, type Millis, type MonotonicInstant } from '@hansom/platform-context';
import { eachBounded, type Minute, minuteOf, OUTBOX_TTL_MS, type WalkEntry } from '@hansom/platform-schedule';

import { type EventOwner, type WalkedStretch, type WalkFrom } from '../owner/event-owner.ts';
import { type GroupKind } from './group-kind.ts';
import { type GroupMarks, NO_MARK } from './group-marks.ts';
import { type Lanes } from './lanes.ts';
import { WALK_EVERY_MS } from './walk-loop.ts';

export interface WalkParts {
  readonly effects: Effects;
  readonly owner: EventOwner;
  readonly marks: GroupMarks;
  readonly kind: Pick<GroupKind, 'isReached' | 'isParked'>;
  readonly lanes: Pick<Lanes, 'visit'>;
}

/** Versions that are looked at at the same time. */
export const AT_ONCE = 16;
const MINUTE_MS: Millis = 60_000;
/** Real time between two walks of a shard from its mark. Somewhat shorter than the loop's pauses, so that each round that nobody asked for is one. */
const FROM_MARK_EVERY_MS: Millis = (5 / 6) * WALK_EVERY_MS;
/** How far a round that comes sooner looks back (real time). Longer than a bucket gets intentions that count. */
export const RECENT_MS: Millis = 5 * MINUTE_MS;

/**
 * Walks over the owner's outbox from a group's mark to now, and sees to it that everything in it is reached. A mark passes a minute only behind
 * the owner's own, which says that nothing more comes into it, and when all that was made in it is reached or parked.
 *
 * While a bus is away rounds come every few seconds, and marks may stay where they are for as long: only one round a minute begins at the mark
 * then. The others look at what is new, and leave the mark alone.
 */
export class Walk {
  private readonly marked = new Map<number, Minute>();
  /** When the last walk of a shard that began at its mark came to its end. */
  private readonly fromMarkAt = new Map<number, MonotonicInstant>();
  /** When the last walk came to its end; before the first, when it was to begin. */
  private walkedAt: MonotonicInstant;

  constructor(private readonly parts: WalkParts) {
    this.walkedAt = parts.effects.monotonic.now();
  }

  /** How far the mark that is furthest behind is from now, or how long there was no walk (real time). Some minutes are the rule. */
  get behindMs(): Millis {
    const { clock, monotonic } = this.parts.effects;
    const first = Math.min(...this.marked.values()); // infinite when there is none
    return Math.max(monotonic.now() - this.walkedAt, (clock.now() - first * MINUTE_MS) / clock.speed);
  }

  /** One walk over all shards. Throws when the store or the owner is away. */
  async round(): Promise<void> {
    let shards = 1; // the first answer says how many there are
    for (let shard = 0; shard < shards; shard++) shards = Math.max(shards, await this.walkShard(shard));
    this.walkedAt = this.parts.effects.monotonic.now();
  }

  private async walkShard(shard: number): Promise<number> {
    const { owner, marks, effects } = this.parts;
    let mark = await marks.of(shard);
    const from = this.beginning(shard, mark);
    const whole = from === mark;
    if (whole) this.lookForLoss(shard, mark);
    const first = await owner.walk(shard, { minute: from, page: '' });
    // Later stretches promise more: theirs does not count for what this one has listed. Nor does any, for what was not listed at all.
    let bound = whole ? first.passed : mark;
    for (let at: WalkedStretch | undefined = first; at; at = await this.next(shard, at.next)) {
      bound = earlier(bound, (await this.firstOpen(at)) ?? bound);
      mark = await marks.raise(shard, { from: mark, to: earlier(bound, at.to) });
    }
    if (mark !== NO_MARK) this.marked.set(shard, mark);
    if (whole) this.fromMarkAt.set(shard, effects.monotonic.now());
    return first.shards;
  }

  /** The mark; soon after a walk from there what is recent, as far as it lies behind the mark. */
  private beginning(shard: number, mark: Minute): Minute {
    const { clock, monotonic } = this.parts.effects;
    const last = this.fromMarkAt.get(shard);
    if (last === undefined || monotonic.now() - last >= FROM_MARK_EVERY_MS) return mark;
    const recent = minuteOf(instant(clock.now() - RECENT_MS * clock.speed));
    return mark > recent ? mark : recent;
  }

  private async next(shard: number, from: WalkFrom | undefined): Promise<WalkedStretch | undefined> {
    return from && this.parts.owner.walk(shard, from);
  }

  /** Reaches what a stretch names; gives the first minute in which something stays open, if any. */
  private async firstOpen({ minutes, passed }: WalkedStretch): Promise<Minute | undefined> {
    let open: Minute | undefined;
    for (const { minute, entries } of minutes) {
      await eachBounded(entries, AT_ONCE, async (entry) => {
        const settled = (await this.isReached(entry)) || (minute < passed && (await this.isNever(entry)));
        if (!settled) open = earlier(open ?? minute, minute);
      });
    }
    return open;
  }

  private async isReached({ id, version }: WalkEntry): Promise<boolean> {
    const { kind, lanes } = this.parts;
    if (kind.isParked(id, version) || (await kind.isReached(id, version))) return true;
    await lanes.visit(id, version);
    return kind.isParked(id, version) || kind.isReached(id, version);
  }

  /** Asked after the owner's mark was past the minute: who set out to make the version can no longer do so. */
  private async isNever({ id, version }: WalkEntry): Promise<boolean> {
    return (await this.parts.owner.read(id, { from: version, to: version })).version < version;
  }

  /** Who was away for longer than an outbox is kept may have missed the last events of an aggregate. */
  private lookForLoss(shard: number, mark: Minute): void {
    const { effects } = this.parts;
    if (mark === NO_MARK || effects.clock.now() - mark * MINUTE_MS < OUTBOX_TTL_MS) return;
    effects.log.error('a group was away for longer than events are kept', {
      shard,
      since: instant(mark * MINUTE_MS),
    });
  }
}

function earlier(a: Minute, b: Minute): Minute {
  return a < b ? a : b;
}
