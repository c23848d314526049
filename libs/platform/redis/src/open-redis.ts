import { type Bus } from '@hansom/platform-bus';
import { type Effects } from '@hansom/platform-context';
import { type Check } from '@hansom/platform-health';
import { type RateLimiter } from '@hansom/platform-limits';

import { RedisBus } from './bus/redis-bus.ts';
import { type ConfiguredRedis, connectingTo, wrongSetting } from './configured.ts';
import { redisRateLimiter } from './limits/redis-rate-limiter.ts';
import { toText } from './link/address.ts';
import { redisCheck } from './link/redis-check.ts';
import { RedisLink } from './link/redis-link.ts';
import { type Timings, TIMINGS } from './link/timings.ts';

export interface RedisOptions extends ConfiguredRedis {
  /** What all keys begin with: installations that share a Redis know nothing of each other. */
  readonly prefix: string;
  readonly effects: Effects;
  readonly timings?: Partial<Timings>;
}

/** What an installation keeps in Redis: all of it may be lost. */
export interface OpenRedis {
  readonly bus: Bus;
  rateLimiter(service: string): RateLimiter;
  readonly checks: readonly Check[];
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens it, also while Redis is away: then all goes on without, until it comes. Throws a `ConfigError` where waiting does not help: no such host, a
 * wrong password, a certificate that is not believed.
 */
export async function openRedis(options: RedisOptions): Promise<OpenRedis> {
  const { prefix, effects, timings } = options;
  const connecting = await connectingTo(options, prefix);
  const link = new RedisLink({ ...connecting, effects, prefix, timings: { ...TIMINGS, ...timings } });
  try {
    await link.ready;
  } catch (error) {
    await link.close();
    throw wrongSetting('HANSOM_REDIS', error);
  }
  if (!link.isUp)
    effects.log.warn('Redis is not there yet: events are found by walking', {
      redis: toText(connecting.address),
      reason: link.reason,
    });
  const bus = new RedisBus(link);
  return {
    bus,
    rateLimiter: (service) => redisRateLimiter(link, service),
    checks: [redisCheck(link)],
    close: async () => {
      await bus.close();
      await link.close();
    },
  };
}
