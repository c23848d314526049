import { type Effects, type Millis, monotonicInstant } from '@hansom/platform-context';

export interface LoopLag {
  /** By how much the event loop was late at most since it was last asked. */
  lag(): Millis;
  close(): void;
}

const BEAT_MS: Millis = 20;

/** Measures the event loop by a timer that should fire every 20 ms, until it is closed. */
export function measureLoopLag({ monotonic, timers }: Pick<Effects, 'monotonic' | 'timers'>): LoopLag {
  let worst: Millis = 0;
  let due = monotonicInstant(monotonic.now() + BEAT_MS);
  let stop = timers.after(BEAT_MS, beat);
  return {
    lag: () => {
      const late = Math.max(worst, lateNow());
      worst = 0;
      return late;
    },
    close: () => stop(),
  };

  function beat(): void {
    worst = Math.max(worst, lateNow());
    due = monotonicInstant(monotonic.now() + BEAT_MS);
    stop = timers.after(BEAT_MS, beat);
  }

  function lateNow(): Millis {
    return Math.max(0, monotonic.now() - due);
  }
}
