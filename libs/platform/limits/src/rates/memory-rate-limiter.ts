import { type Monotonic, type MonotonicInstant } from '@hansom/platform-context';

import { allowanceOf, type Rate, type RateLimiter } from './rate-limiter.ts';

interface Bucket {
  tokens: number;
  at: MonotonicInstant;
}

const MAX_KEYS = 100_000;

/**
 * Token buckets in this process, in real time: a caller has as many limits as there are instances. Of more than `maxKeys` those that were used
 * longest ago are forgotten, which is as if they were full.
 */
export function memoryRateLimiter(
  { monotonic }: { monotonic: Monotonic },
  { maxKeys = MAX_KEYS }: { maxKeys?: number } = {},
): RateLimiter {
  const buckets = new Map<string, Bucket>(); // in the order of their last use

  function filled(key: string, { limit, windowMs }: Rate): Bucket {
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
    take: (key, rate) => {
      const bucket = filled(key, rate);
      const allowed = bucket.tokens >= 1;
      if (allowed) bucket.tokens -= 1;
      keep(key, bucket);
      return allowanceOf(rate, { allowed, tokens: bucket.tokens });
    },
  };
}
