import { type Bus, InProcessBus } from '@hansom/platform-bus';
import { type Effects } from '@hansom/platform-context';
import { type Check } from '@hansom/platform-health';
import { memoryRateLimiter, type RateLimiter } from '@hansom/platform-limits';

import { type PlatformSettings } from '../settings.ts';

/** What may be lost, and costs time then, never a ride. */
export interface Volatile {
  /** What carries events between the services of this installation. */
  readonly bus: Bus;
  /** Counts requests of a service; for all its instances, where there is something to count them in. */
  rateLimiter(service: string): RateLimiter;
  /** What each service has to watch over. */
  readonly checks: readonly Check[];
}

export interface OpenVolatile extends Volatile {
  close(): Promise<void>;
}

/** On Redis where it is configured, else in this process: then what happens in another process is found by walking. */
export async function openVolatile(settings: PlatformSettings, effects: Effects): Promise<OpenVolatile> {
  const { redis: url, redisPrefix, region } = settings;
  if (url === undefined) return inProcess(effects);
  // Loaded only here: a process without Redis never loads its client.
  const { openRedis } = await import('@hansom/platform-redis');
  return openRedis({ url, prefix: `${redisPrefix}:${region}`, caFile: settings.redisCa, effects });
}

export function inProcess(effects: Pick<Effects, 'monotonic'>): OpenVolatile {
  const bus = new InProcessBus();
  return { bus, rateLimiter: () => memoryRateLimiter(effects), checks: [], close: () => bus.close() };
}
