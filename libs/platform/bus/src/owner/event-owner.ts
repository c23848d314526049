import { type History, type Minute, type WalkedMinute } from '@hansom/platform-schedule';

/** A stretch of an owner's outbox, as whoever listens to it sees it. */
export interface WalkedStretch {
  readonly minutes: readonly WalkedMinute[];
  /** The owner was done with every minute before this one before anything was listed. 0: nothing was ever made in this shard. */
  readonly passed: Minute;
  /** All minutes before this one were listed. */
  readonly to: Minute;
  /** Where to go on; undefined when the present was reached. */
  readonly next: WalkFrom | undefined;
  readonly shards: number;
}

export interface WalkFrom {
  /** 0: the oldest that is kept. */
  readonly minute: Minute;
  readonly page: string;
}

/** The aggregates of one kind, where they live: the truth about their events. */
export interface EventOwner {
  /** Events `from <= version <= to`, as many as fit, and what became of those that are missing. */
  read(key: string, range: { from: number; to: number }): Promise<History>;
  walk(shard: number, from: WalkFrom): Promise<WalkedStretch>;
}
