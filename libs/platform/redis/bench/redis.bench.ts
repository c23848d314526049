import { type Bus, InProcessBus } from '@hansom/platform-bus';
import {
  domainClock,
  type Effects,
  instant,
  realEffects,
  realMonotonic,
  silentLogger,
} from '@hansom/platform-context';
import { eventually } from '@hansom/platform-context/testing';
import { memoryRateLimiter, type RateLimiter } from '@hansom/platform-limits';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { startRedis } from '@hansom/testing-local-stores';

import { openRedis } from '../src/index.ts';

const EVENTS = 20_000;
const PACED = 1_000;
const PACE_MS = 4;
const AT_ONCE = 32;
const TAKES = 10_000;

interface Engine {
  readonly bus: Bus;
  readonly limiter: RateLimiter;
}

/**
 * Both engines of what may be lost, side by side: events a second from a publisher with 32 on their way to a listener that does nothing; from publish
 * to its handler at 250 events a second, between two connections of one process; tokens out of buckets.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(1_000_000_000_000), at: monotonic.now(), speed: 1 }, monotonic);
  const effects = realEffects(clock, silentLogger);
  const server = await startRedis();
  const redis = await openRedis({ url: server.url, prefix: 'bench', effects });
  const bus = new InProcessBus({ capacity: EVENTS });
  try {
    return {
      name: 'what may be lost',
      figures: {
        ...(await told('in process', effects, { bus, limiter: memoryRateLimiter(effects) })),
        ...(await told('Redis', effects, { bus: redis.bus, limiter: redis.rateLimiter('bench') })),
      },
    };
  } finally {
    await redis.close();
    await bus.close();
    await server.close();
  }
}

async function told(
  name: string,
  effects: Effects,
  { bus, limiter }: Engine,
): Promise<Record<string, number>> {
  await throughput(effects, bus, 'warm-up');
  const events = await throughput(effects, bus, 'events');
  const [p50, p99] = await latencies(effects, bus);
  return {
    [`${name}, events/s`]: events,
    [`${name}, latency p50 ms`]: p50,
    [`${name}, latency p99 ms`]: p99,
    [`${name}, tokens/s`]: await tokens(effects, limiter),
  };
}

async function throughput({ monotonic }: Effects, bus: Bus, topic: string): Promise<number> {
  let left = EVENTS;
  let done = (): void => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  const subscription = bus.subscribe(topic, { group: 'bench' }, async () => {
    if (--left === 0) done();
  });
  const begun = monotonic.now();
  await sideBySide(EVENTS, (index) => bus.publish(anEvent(topic, index)));
  await all;
  const rate = EVENTS / ((monotonic.now() - begun) / 1_000);
  await subscription.close();
  return Math.round(rate);
}

async function latencies({ monotonic, timers }: Effects, bus: Bus): Promise<[p50: number, p99: number]> {
  const sent: number[] = [];
  const took: number[] = [];
  const subscription = bus.subscribe('latency', { group: 'bench' }, async ({ version }) => {
    took.push(monotonic.now() - (sent[version] ?? 0));
  });
  await bus.publish(anEvent('latency', 0)); // it has its place now
  for (let index = 1; index <= PACED; index++) {
    sent[index] = monotonic.now();
    void bus.publish({ ...anEvent('latency', index), version: index });
    await timers.sleep(PACE_MS);
  }
  await eventually(() => took.length >= PACED);
  await subscription.close();
  const sorted = took.slice(-PACED).sort((a, b) => a - b);
  return [at(sorted, 0.5), at(sorted, 0.99)];
}

async function tokens({ monotonic }: Effects, limiter: RateLimiter): Promise<number> {
  const begun = monotonic.now();
  await sideBySide(
    TAKES,
    async (index) => void (await limiter.take(`user ${index % 500}`, { limit: 100, windowMs: 10_000 })),
  );
  return Math.round(TAKES / ((monotonic.now() - begun) / 1_000));
}

async function sideBySide(count: number, action: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await action(index); // each of the 32 in turn
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

function anEvent(topic: string, index: number): EventEnvelope {
  const key = `lamp_${index % 500}`;
  const version = Math.floor(index / 500) + 1;
  const base = { id: `lamp/${key}/${version}`, topic, aggregate: 'lamp', type: 'lamp.changed' };
  return { ...base, key, version, payload: new Uint8Array(200), occurredAt: instant(0) };
}

function at(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;
}
