import { type Millis, type Monotonic, type MonotonicInstant } from '@hansom/platform-context';

import { type RatePolicy } from '../routes/route.ts';

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

/** Counts requests. One for all instances of a gateway, or one each: then a caller has as many limits as there are instances. */
export interface RateLimiter {
  /** Counts one request under the key, if it is allowed. */
  take(key: string, policy: RatePolicy): Promise<Allowance> | Allowance;
}

interface Bucket {
  tokens: number;
  at: MonotonicInstant;
}

const MAX_KEYS = 100_000;

/**
 * Token buckets in this process, in real time. Of more than `maxKeys` those that were used longest ago are forgotten, which is as if they
 * were full.
 */
export function memoryRateLimiter(
  { monotonic }: { monotonic: Monotonic },
  { maxKeys = MAX_KEYS }: { maxKeys?: number } = {},
): RateLimiter {
  const buckets = new Map<string, Bucket>(); // in the order of their last use

  function filled(key: string, { limit, windowMs }: RatePolicy): Bucket {
    const at = monotonic.now();
    const known = buckets.get(key);
    if (!known) return { tokens: limit, at };
    return { tokens: Math.min(limit, known.tokens + ((at - known.at) * limit) / windowMs), at };
  }

  function keep(key: string, bucket: Bucket): void {
    buckets.delete(key);
    buckets.set(key, bucket);
    const [oldest] = buckets.size > maxKeys ? buckets.keys() : [];
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return {
    take: (key, policy) => {
      const { limit, windowMs } = policy;
      const bucket = filled(key, policy);
      const allowed = bucket.tokens >= 1;
      if (allowed) bucket.tokens -= 1;
      keep(key, bucket);
      const perToken = windowMs / limit;
      return {
        allowed,
        limit,
        remaining: Math.floor(bucket.tokens),
        waitMs: Math.max(0, (1 - bucket.tokens) * perToken),
        resetMs: (limit - bucket.tokens) * perToken,
      };
    },
  };
}

/** `RateLimit-*`, as draft-ietf-httpapi-ratelimit-headers-06 spells them. Times in whole seconds. */
export function rateLimitHeaders({ limit, remaining, resetMs }: Allowance): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  };
}
