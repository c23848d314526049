import { type Bus, InProcessBus } from '@hansom/platform-bus';
import { type Effects, type Millis } from '@hansom/platform-context';
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

/** How often those who listen are told to walk where no bus carries what happens in other processes (real time). */
const WALK_MS: Millis = 3_000;

/** On Redis where it is configured, else in this process. */
export async function openVolatile(
  settings: PlatformSettings,
  effects: Effects,
  { oneProcess }: { oneProcess: boolean },
): Promise<OpenVolatile> {
  const { redis: url, redisPrefix, region } = settings;
  if (url === undefined) return oneProcess ? inProcess(effects) : besideOthers(effects);
  // Loaded only here: a process without Redis never loads its client.
  const { openRedis } = await import('@hansom/platform-redis');
  return openRedis({ url, prefix: `${redisPrefix}:${region}`, caFile: settings.redisCa, effects });
}

export function inProcess(effects: Pick<Effects, 'monotonic'>, bus = new InProcessBus()): OpenVolatile {
  return { bus, rateLimiter: () => memoryRateLimiter(effects), checks: [], close: () => bus.close() };
}

/** What happens in other processes is found by walking, as it is while Redis is away. Nobody means to run like this for long: it is told to whoever looks. */
function besideOthers(effects: Effects): OpenVolatile {
  effects.log.error(WITHOUT_REDIS);
  const bus = new InProcessBus();
  const alone = inProcess(effects, bus);
  const stop = new AbortController();
  const reminding = remind(bus, effects, stop.signal);
  return {
    ...alone,
    checks: [{ name: 'redis', priority: 'email', run: () => ({ ok: false, message: WITHOUT_REDIS }) }],
    close: async () => {
      stop.abort();
      await reminding;
      await alone.close();
    },
  };
}

const WITHOUT_REDIS =
  'HANSOM_REDIS is not set: other processes hear of events seconds late, so rides are slow, and each counts requests by itself';

async function remind(bus: InProcessBus, { timers }: Effects, stop: AbortSignal): Promise<void> {
  for (;;) {
    await timers.sleep(WALK_MS, stop);
    if (stop.aborted) return;
    bus.reset();
  }
}
