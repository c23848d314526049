import { type Effects, type Millis } from '@hansom/platform-context';

import { timerKey } from './timer-queue.ts';
import { type TimerRow } from './tables.ts';

/** How near (real milliseconds) a timer is that gets an alarm, and how many there are: the sweeper sees to all others. */
const NEAR_MS: Millis = 60_000;
const MOST = 1_000;

/** Wakes for timers that are due soon, so that these need not wait for a sweeper's next round. A short cut: losing one costs a second. */
export class Alarms {
  private readonly set = new Map<string, () => void>();
  private closed = false;

  constructor(
    private readonly effects: Effects,
    private readonly ring: (timer: TimerRow) => void,
  ) {}

  get count(): number {
    return this.set.size;
  }

  arm(timer: TimerRow): void {
    const { clock, timers } = this.effects;
    const delay = Math.ceil(Math.max(0, timer.due - clock.now()) / clock.speed);
    const key = timerKey(timer);
    if (this.closed || delay > NEAR_MS || this.set.size >= MOST || this.set.has(key)) return;
    const ring = (): void => {
      this.set.delete(key);
      this.ring(timer);
    };
    this.set.set(key, timers.after(delay, ring));
  }

  close(): void {
    this.closed = true;
    for (const cancel of this.set.values()) cancel();
    this.set.clear();
  }
}
