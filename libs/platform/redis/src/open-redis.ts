import { readFile } from 'node:fs/promises';

import { type Bus } from '@hansom/platform-bus';
import { ConfigError } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import { type Check } from '@hansom/platform-health';
import { type RateLimiter } from '@hansom/platform-limits';

import { RedisBus } from './bus/redis-bus.ts';
import { redisRateLimiter } from './limits/redis-rate-limiter.ts';
import { redisAddress, toText } from './link/address.ts';
import { type Connecting } from './link/connect.ts';
import { redisCheck } from './link/redis-check.ts';
import { RedisLink } from './link/redis-link.ts';
import { type Timings, TIMINGS } from './link/timings.ts';

export interface RedisOptions {
  /** `redis://user:password@host:port/db`; `rediss://` over TLS. */
  readonly url: string;
  /** What all keys begin with: installations that share a Redis know nothing of each other. */
  readonly prefix: string;
  /** PEM file of the authorities that are believed over TLS; those of Node unless given. */
  readonly caFile?: string | undefined;
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
  const connecting = await connectingOf(options);
  const link = new RedisLink({ ...connecting, effects, prefix, timings: { ...TIMINGS, ...timings } });
  try {
    await link.ready;
  } catch (error) {
    await link.close();
    throw problem('HANSOM_REDIS', error);
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

async function connectingOf({ url, prefix, caFile, effects }: RedisOptions): Promise<Connecting> {
  return { address: addressOf(url), ca: caFile && (await authorities(caFile)), effects, name: prefix };
}

function addressOf(url: string) {
  try {
    return redisAddress(url);
  } catch (error) {
    throw problem('HANSOM_REDIS', error);
  }
}

async function authorities(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw problem('HANSOM_REDIS_CA', error);
  }
}

function problem(path: string, error: unknown): ConfigError {
  const rule = error instanceof Error ? error.message : String(error);
  return new ConfigError([{ path, rule }], { cause: error });
}
