/** A point in domain time: milliseconds since the Unix epoch. */
export type Instant = number & { readonly __unit: 'domain-instant' };

/** A length of time in milliseconds. */
export type Millis = number;

/** A reading of the monotonic clock: real milliseconds since an arbitrary start. It never leaves its process. */
export type MonotonicInstant = number & { readonly __unit: 'monotonic-instant' };

/**
 * Domain time: what the taxi business runs on. States, due times, lives of tokens, times of events.
 * It never goes back, and `speed` domain milliseconds pass in one real millisecond.
 */
export interface Clock {
  now(): Instant;
  readonly speed: number;
}

/** Real time: deadlines, leases, retries, health, rates. Stored nowhere. */
export interface Monotonic {
  now(): MonotonicInstant;
}

export function instant(epochMs: number): Instant {
  return epochMs as Instant;
}

export function monotonicInstant(ms: number): MonotonicInstant {
  return ms as MonotonicInstant;
}

export function later(from: Instant, by: Millis): Instant {
  return instant(from + by);
}

export function realMonotonic(): Monotonic {
  return { now: () => monotonicInstant(performance.now()) };
}

/** Where domain time stood (`base`) when the monotonic clock read `at`, and how fast it runs from there. */
export interface ClockMapping {
  base: Instant;
  at: MonotonicInstant;
  speed: number;
}

/** Domain time = base + speed x elapsed real time, as a whole number of milliseconds. */
export function domainClock(mapping: ClockMapping, monotonic: Monotonic): Clock {
  return {
    speed: mapping.speed,
    now: () => instant(Math.floor(mapping.base + mapping.speed * (monotonic.now() - mapping.at))),
  };
}
