import { type Millis, type MonotonicInstant } from '@hansom/platform-context';

/** What a limit may be, in calls in flight. */
export interface LimitBounds {
  readonly start: number;
  readonly floor: number;
  readonly ceiling: number;
}

/** One call that is over. */
export interface Sample {
  readonly at: MonotonicInstant;
  /** How long it took, from its admission to its answer, over what is bearable for its endpoint: 1 is just bearable. */
  readonly strain: number;
  /** How many were in flight when it ended, itself included. */
  readonly inFlight: number;
}

/** The limit moves once a window, when the window has enough samples to be believed. */
const WINDOW_MS: Millis = 100;
const ENOUGH = 10;
/** How much longer than usual calls may take before the limit falls. */
const TOLERANCE = 1.5;
/** The part of the way to its new value that the limit goes in a window. */
const SMOOTHING = 0.2;
/** What a window counts for in the usual strain: it follows within 5 seconds of windows. */
const WEIGHT = 0.02;
/** Less of the limit than this in use says nothing about more. The least critical calls may use hardly more than that. */
const IN_USE = 0.25;
/** The event loop may be as late as this before the limit falls. */
const BEARABLE_LAG_MS: Millis = 50;

/**
 * A limit that follows what the service can bear, after Gradient2 of Netflix's concurrency-limits: while calls take as long as
 * usual it grows by a small queue, and when they take longer it falls with the ratio of the two, to half at most.
 * Two things differ. Calls are measured against the promise of their endpoint, so that another mix of endpoints looks like none;
 * and what is usual is never more than bearable, where Gradient2 gets used to any overload that lasts.
 */
export class AdaptiveLimit {
  private estimate: number;
  /** Strain over the last seconds; undefined before the first window. */
  private usual: number | undefined;
  private window = { since: -Infinity, sum: 0, count: 0, most: 0 };

  constructor(
    private readonly bounds: LimitBounds,
    private readonly loopLag: () => Millis,
  ) {
    const { start, floor, ceiling } = bounds;
    if (!(1 <= floor && floor <= start && start <= ceiling))
      throw new RangeError(`limits ${floor} to ${ceiling}`);
    this.estimate = start;
  }

  get value(): number {
    return Math.floor(this.estimate);
  }

  observe({ at, strain, inFlight }: Sample): void {
    const { window } = this;
    if (window.count === 0) window.since = at;
    window.sum += strain;
    window.count += 1;
    window.most = Math.max(window.most, inFlight);
    if (window.count < ENOUGH || at - window.since < WINDOW_MS) return;
    this.adapt(window.sum / window.count, window.most);
    this.window = { since: at, sum: 0, count: 0, most: 0 };
  }

  private adapt(strain: number, inFlight: number): void {
    this.usual = mean(this.usual ?? strain, strain);
    const slower = (TOLERANCE * Math.min(this.usual, 1)) / strain;
    const later = BEARABLE_LAG_MS / this.loopLag();
    const gradient = Math.min(Math.max(0.5, Math.min(slower, later)), 1);
    if (gradient === 1 && inFlight < this.estimate * IN_USE) return; // whether more can be borne is not to be seen
    const queue = Math.max(4, Math.sqrt(this.estimate));
    const next = this.estimate * (1 - SMOOTHING) + (this.estimate * gradient + queue) * SMOOTHING;
    this.estimate = Math.min(Math.max(this.bounds.floor, next), this.bounds.ceiling);
  }
}

/** A strain that is far above the present one is forgotten fast: an overload that is over must not be taken for usual. */
function mean(usual: number, strain: number): number {
  const follow = usual > 2 * strain ? 0.1 : WEIGHT;
  return usual + (strain - usual) * follow;
}
