import { type Instant, type Millis } from '@hansom/platform-context';

/** At most `max` within any `windowMs`. */
export interface WindowLimit {
  readonly max: number;
  readonly windowMs: Millis;
}

/** Whether one more is allowed: the times to keep, or how long to wait. */
export type WindowVerdict = { ok: true; times: Instant[] } | { ok: false; waitMs: Millis };

/** One more at `now` after those at `times`. What is refused does not count. */
export function oneMore(
  times: readonly Instant[],
  now: Instant,
  limits: readonly WindowLimit[],
): WindowVerdict {
  const waitMs = Math.max(0, ...limits.map((limit) => waitOf(times, now, limit)));
  if (waitMs > 0) return { ok: false, waitMs };
  const longest = Math.max(...limits.map(({ windowMs }) => windowMs));
  return { ok: true, times: [...times.filter((time) => time > now - longest), now] };
}

/** Until the window has room again: when the oldest of those that fill it leaves it. */
function waitOf(times: readonly Instant[], now: Instant, { max, windowMs }: WindowLimit): Millis {
  const within = times.filter((time) => time > now - windowMs);
  const oldest = within[within.length - max];
  return oldest === undefined ? 0 : oldest + windowMs - now;
}
