import { randomUUID } from 'node:crypto';

import { realEffects } from '@hansom/platform-context';
import { FakeTime, recordingLogger } from '@hansom/platform-context/testing';
import { Redis } from 'ioredis';

import { type OpenRedis, openRedis, type RedisOptions } from '../src/index.ts';
import { type Timings } from '../src/link/timings.ts';

/** Patient with a busy machine, quick to notice. */
export const SPEC_TIMINGS: Partial<Timings> = {
  commandMs: 5_000,
  seatMs: 5_000,
  patienceMs: 5_000,
  heartbeatMs: 50,
  retryMs: 50,
  walkMs: 200,
  sweepMs: 100,
  deadMs: 2_500,
  blockMs: 200,
};

export interface SpecRedis extends OpenRedis {
  readonly log: ReturnType<typeof recordingLogger>;
  readonly prefix: string;
}

/** What an installation keeps in that Redis, under a prefix of its own unless it is given one. */
export async function specRedis(
  { url, prefix: root = '' }: { url: string; prefix?: string },
  { prefix = `${root}${randomUUID()}`, ...over }: Partial<RedisOptions> = {},
): Promise<SpecRedis> {
  const log = recordingLogger();
  const effects = realEffects(new FakeTime().clock, log);
  const timings = { ...SPEC_TIMINGS, ...over.timings };
  const opened = await openRedis({ ...over, url, effects, prefix, timings });
  return { ...opened, log, prefix };
}

/** Does something with Redis that nobody of ours would. */
export async function withClient<T>(url: string, action: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await action(redis);
  } finally {
    redis.disconnect();
  }
}

/** Has Redis forget all keys of a prefix, in one step. */
export async function forget(url: string, prefix: string): Promise<void> {
  await withClient(url, async (redis) => {
    const keys = await redis.keys(`${prefix}*`);
    if (keys.length > 0) await redis.del(...keys);
  });
}

/** Ends all connections under a prefix, as a network may. */
export async function dropConnections({ url }: { url: string }, prefix: string): Promise<void> {
  await withClient(url, async (redis) => {
    const clients = String(await redis.client('LIST')).split('\n');
    const ids = clients.flatMap((line) =>
      line.includes(` name=${prefix} `) ? (/id=(\d+)/.exec(line)?.[1] ?? []) : [],
    );
    await Promise.all(ids.map((id) => redis.call('CLIENT', 'KILL', 'ID', id)));
  });
}
