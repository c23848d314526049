import { type MonotonicInstant } from '@hansom/platform-context';

/** How often something happens: events a second, averaged over the last 1, 5 and 15 minutes. */
export interface PerSecond {
  readonly m1: number;
  readonly m5: number;
  readonly m15: number;
}

const SECONDS = [60, 300, 900] as const;
const FOLD_MS = 1000;

/**
 * Counts events, and averages how often they come with exponentially fading weights, as `uptime` does with load. What
 * has not been seen yet has no weight: a steady rate is shown from its first second on. No timer: time is told by whoever asks.
 */
export class RateMeter {
  /** Since the meter was made. */
  count = 0;
  private pending = 0;
  private foldedAt: MonotonicInstant;
  /** Events so far, each weighed by its age. */
  private readonly faded = new Float64Array(SECONDS.length);

  constructor(private readonly madeAt: MonotonicInstant) {
    this.foldedAt = madeAt;
  }

  mark(now: MonotonicInstant): void {
    this.count += 1;
    this.pending += 1;
    if (now - this.foldedAt >= FOLD_MS) this.fold(now);
  }

  perSecond(now: MonotonicInstant): PerSecond {
    this.fold(now);
    const age = Math.max(1, (now - this.madeAt) / 1000);
    const [m1 = 0, m5 = 0, m15 = 0] = SECONDS.map(
      (seconds, i) => (this.faded[i] ?? 0) / (seconds * (1 - Math.exp(-age / seconds))),
    );
    return { m1, m5, m15 };
  }

  /** What came since the last fold counts as spread evenly over that time. */
  private fold(now: MonotonicInstant): void {
    const elapsed = Math.max(0, (now - this.foldedAt) / 1000);
    SECONDS.forEach((seconds, i) => {
      const kept = Math.exp(-elapsed / seconds);
      const weight = elapsed > 0 ? (seconds / elapsed) * (1 - kept) : 1;
      this.faded[i] = (this.faded[i] ?? 0) * kept + this.pending * weight;
    });
    this.pending = 0;
    this.foldedAt = now;
  }
}
