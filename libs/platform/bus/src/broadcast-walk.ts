import { type Effects, instant } from '@hansom/platform-context';
import { eachBounded, type Minute, minuteOf, type WalkedMinute } from '@hansom/platform-schedule';

import { type Broadcast } from './broadcast.ts';
import { AT_ONCE, RECENT_MS } from './group/walk.ts';
import { type EventOwner, type WalkFrom } from './owner/event-owner.ts';

export interface BroadcastWalkParts {
  /** `booking/booking`: whose aggregates, and of which kind. */
  readonly name: string;
  readonly effects: Effects;
  readonly owner: EventOwner;
  readonly broadcast: Pick<Broadcast, 'hasHeard' | 'deliver'>;
}

/** Versions of an aggregate that were not heard. */
interface Missed {
  from: number;
  to: number;
}

/**
 * Finds in the owner's outbox what a broadcast did not hear while no bus could be trusted, back to when it began to listen. All in memory: it has
 * no mark, and while the bus can be trusted there is nothing to do.
 */
export class BroadcastWalk {
  readonly figures = { fetched: 0 };
  readonly name: string;
  private readonly begun: Minute;
  /** Where the next round begins. Undefined: nothing can have been missed. */
  private doubted: Minute | undefined;

  constructor(private readonly parts: BroadcastWalkParts) {
    this.name = parts.name;
    this.begun = minuteOf(parts.effects.clock.now());
  }

  /** Events may have been lost: the next round looks for them. */
  doubt(): void {
    const { clock } = this.parts.effects;
    const recent = minuteOf(instant(clock.now() - RECENT_MS * clock.speed));
    this.doubted ??= recent < this.begun ? this.begun : recent;
  }

  /**
   * One walk over all shards, if there was a doubt. Throws when the owner is away: then the next round begins where this one did. Throws too when
   * an aggregate could not be read, after all others were: the next round looks again at what is recent.
   */
  async round(): Promise<void> {
    const from = this.doubted;
    if (from === undefined) return;
    this.doubted = undefined; // a doubt that comes from here on has another round
    const failures: unknown[] = [];
    try {
      let shards = 1; // the first answer says how many there are
      for (let shard = 0; shard < shards; shard++)
        shards = Math.max(shards, await this.walkShard(shard, { from, failures }));
    } catch (error) {
      this.doubted = from;
      throw error;
    }
    if (failures.length === 0) return;
    this.doubt();
    throw failures[0];
  }

  private async walkShard(
    shard: number,
    { from, failures }: { from: Minute; failures: unknown[] },
  ): Promise<number> {
    let shards = 1;
    let next: WalkFrom | undefined = { minute: from, page: '' };
    while (next) {
      const stretch = await this.parts.owner.walk(shard, next);
      const missed = [...this.missedIn(stretch.minutes)];
      await eachBounded(missed, AT_ONCE, (one) =>
        this.fetch(...one).catch((error: unknown) => void failures.push(error)),
      );
      ({ next, shards } = stretch);
    }
    return shards;
  }

  private missedIn(minutes: readonly WalkedMinute[]): Map<string, Missed> {
    const missed = new Map<string, Missed>();
    for (const { id, version } of minutes.flatMap(({ entries }) => entries)) {
      if (this.parts.broadcast.hasHeard(id, version)) continue;
      const { from, to } = missed.get(id) ?? { from: version, to: version };
      missed.set(id, { from: Math.min(from, version), to: Math.max(to, version) });
    }
    return missed;
  }

  /** Every version, in order: each may concern somebody else. What is not there was not made yet, or never is. */
  private async fetch(key: string, { from, to }: Missed): Promise<void> {
    const { owner, broadcast } = this.parts;
    let next = from;
    while (next <= to) {
      const { events } = await owner.read(key, { from: next, to });
      this.figures.fetched += events.length;
      for (const event of events) await broadcast.deliver(event);
      const last = events.at(-1);
      if (!last) return;
      next = last.version + 1;
    }
  }
}
