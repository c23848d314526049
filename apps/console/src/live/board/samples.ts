import { type Instant, type Millis } from '@hansom/platform-context';

import { type Now } from '../protocol.ts';

/** The city at a minute of its time. */
export interface Sample extends Pick<Now, 'drivers' | 'riders'>, Pick<Now['lastHour'], 'wait' | 'matchRate'> {
  /** City time. */
  readonly at: Instant;
  /** In the hour before. */
  readonly completed: number;
  readonly noDriver: number;
}

const MINUTE_MS: Millis = 60_000;
/** 6 hours, both ends. */
const KEPT = 361;

/** How a city was in the last hours: one sample a minute of its time. */
export class Samples {
  private readonly kept: Sample[] = [];

  /** Whether the minute has none yet. */
  isDue(now: Instant): boolean {
    const last = this.kept.at(-1);
    return !last || minuteOf(now) > minuteOf(last.at);
  }

  note(at: Instant, { drivers, riders, lastHour: { completed, noDriver, wait, matchRate } }: Now): void {
    const optional = { ...(wait && { wait }), ...(matchRate !== undefined && { matchRate }) };
    this.kept.push({ at, drivers, riders, completed, noDriver, ...optional });
    if (this.kept.length > KEPT) this.kept.shift();
  }

  /** Of the last 6 hours, oldest first. */
  all(now: Instant): Sample[] {
    return this.kept.filter(({ at }) => now - at <= (KEPT - 1) * MINUTE_MS);
  }
}

function minuteOf(at: Instant): number {
  return Math.floor(at / MINUTE_MS);
}
