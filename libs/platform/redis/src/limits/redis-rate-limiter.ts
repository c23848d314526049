import { createHash } from 'node:crypto';

import { allowanceOf, memoryRateLimiter, type RateLimiter } from '@hansom/platform-limits';

import { type RedisLink } from '../link/redis-link.ts';
import { TAKE } from './take.ts';

/**
 * Token buckets that all instances of a service share, in the time of the server. While Redis is away each instance counts by itself, with buckets
 * that begin full. Keys are hashed: Redis knows of no address and no user.
 */
export function redisRateLimiter(link: RedisLink, service: string): RateLimiter {
  const own = memoryRateLimiter(link.options.effects);
  return {
    take: async (key, rate) => {
      try {
        const bucket = link.key('rate', service, hashOf(key));
        const answer = await link.ask((redis) => redis.eval(TAKE, 1, bucket, rate.limit, rate.windowMs));
        return allowanceOf(rate, bucketFrom(answer));
      } catch {
        return own.take(key, rate); // the link says and counts that it is away
      }
    },
  };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

/** Throws a TypeError when it is none. */
function bucketFrom(answer: unknown): { allowed: boolean; tokens: number } {
  const [allowed, tokens] = Array.isArray(answer) ? answer : [];
  const left = Number(tokens);
  if (!Number.isFinite(left)) throw new TypeError('a bucket of another kind');
  return { allowed: allowed === 1, tokens: left };
}
