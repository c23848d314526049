import {
  type Clock,
  type Instant,
  instant,
  type Millis,
  type Monotonic,
  type MonotonicInstant,
  monotonicInstant,
} from '../clock.ts';
import { sleepWith, type Timers } from '../timers.ts';

interface Pending {
  due: MonotonicInstant;
  order: number;
  action: () => void;
}

/** A fresh start for specs: 2026-01-05 08:00 UTC, a Monday. */
export const A_MONDAY_MORNING = instant(Date.UTC(2026, 0, 5, 8));

/** Both clocks and the timers of a spec, which moves them by hand. */
export class FakeTime {
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly timers: Timers;
  private elapsed = 0;
  private order = 0;
  private pending: Pending[] = [];

  constructor(
    private readonly start: Instant = A_MONDAY_MORNING,
    speed = 1,
  ) {
    this.monotonic = { now: () => monotonicInstant(this.elapsed) };
    this.clock = { speed, now: () => instant(Math.floor(this.start + speed * this.elapsed)) };
    const after: Timers['after'] = (delay, action) => this.schedule(delay, action);
    this.timers = { after, sleep: (delay, signal) => sleepWith(after, delay, signal) };
  }

  /**
   * Lets `by` real milliseconds pass: runs what falls due, in order, and lets promises settle after each.
   * Timers set on the way run too when they fall within `by`.
   */
  async advance(by: Millis): Promise<void> {
    const end = this.elapsed + by;
    await settle();
    for (let next = this.nextDue(end); next; next = this.nextDue(end)) {
      this.pending = this.pending.filter((entry) => entry !== next);
      this.elapsed = Math.max(this.elapsed, next.due);
      next.action();
      await settle();
    }
    this.elapsed = end;
    await settle();
  }

  /** How many timers wait: a spec shows with it that nothing was left behind. */
  get waiting(): number {
    return this.pending.length;
  }

  private schedule(delay: Millis, action: () => void): () => void {
    const entry = { due: monotonicInstant(this.elapsed + Math.max(0, delay)), order: this.order++, action };
    this.pending.push(entry);
    return () => {
      this.pending = this.pending.filter((other) => other !== entry);
    };
  }

  private nextDue(end: number): Pending | undefined {
    return this.pending
      .filter((entry) => entry.due <= end)
      .sort((a, b) => a.due - b.due || a.order - b.order)[0];
  }
}

/** Lets every promise that can settle do so: one turn of the event loop. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
