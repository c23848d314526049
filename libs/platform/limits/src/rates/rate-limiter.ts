import { type Millis } from '@hansom/platform-context';

/** How often something may be done: `limit` times at once, and that many again, evenly, in every `windowMs` real milliseconds. */
export interface Rate {
  readonly limit: number;
  readonly windowMs: Millis;
}

/** What is left after a request was counted. */
export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  /** Whole requests that may come at once. */
  readonly remaining: number;
  /** Until one more may come: 0 while one may. */
  readonly waitMs: Millis;
  /** Until all may come at once again. */
  readonly resetMs: Millis;
}

/** Counts requests, in a bucket of tokens for each key. What it knows may be lost, which is as if all buckets were full. */
export interface RateLimiter {
  /** Counts one request under the key, if it is allowed. */
  take(key: string, rate: Rate): Promise<Allowance> | Allowance;
}

/** What a bucket with so many tokens left tells whoever asked. */
export function allowanceOf(
  { limit, windowMs }: Rate,
  { allowed, tokens }: { allowed: boolean; tokens: number },
): Allowance {
  const perToken = windowMs / limit;
  return {
    allowed,
    limit,
    remaining: Math.floor(tokens),
    waitMs: Math.max(0, (1 - tokens) * perToken),
    resetMs: (limit - tokens) * perToken,
  };
}
