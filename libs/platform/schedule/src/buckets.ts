import { type Instant, instant, type Millis } from '@hansom/platform-context';

/** A minute of domain time, counted from the Unix epoch. */
export type Minute = number & { readonly __unit: 'domain-minute' };

const MINUTE_MS: Millis = 60_000;

/** An intention that is older than this (real time, counted from before its bucket was chosen) makes no transition. */
export const MAX_AGE_MS: Millis = 60_000;

/** How long after its end (real time) a bucket can still get intentions that count. Longer than `MAX_AGE_MS`, by what clocks may differ. */
export const GRACE_MS: Millis = 120_000;

export function minuteOf(at: Instant): Minute {
  return Math.floor(at / MINUTE_MS) as Minute;
}

export function minuteAfter(minute: Minute, by: number): Minute {
  return (minute + by) as Minute;
}

/** From when on what is missing in this bucket may be given up, and the bucket passed. */
export function closesAt(minute: Minute, speed: number): Instant {
  return instant((minute + 1) * MINUTE_MS + GRACE_MS * speed);
}

/** The newest bucket that may be closed when it is `now`. */
export function lastClosed(now: Instant, speed: number): Minute {
  return minuteAfter(minuteOf(instant(now - GRACE_MS * speed)), -1);
}

/** FNV-1a over UTF-16 units. Stored intentions depend on it: it never changes, and the number of shards only grows. */
export function shardOf(id: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}
