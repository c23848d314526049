import { Redis } from 'ioredis';

import { type Way } from './choice/choose-way.ts';
import { type Lent } from './lend.ts';
import { keepNeeded } from './shared/keep-needed.ts';
import { ensureRedisAt, redisSharing } from './shared/shared-redis.ts';
import { askForShared } from './shared/shared-server.ts';
import { suiteName } from './suite-name.ts';
import { type TestRedis } from './test-stores.ts';

/** A suite's place in the Redis that all share. */
export async function lendRedis(ways: readonly Way[]): Promise<Lent<TestRedis>> {
  const [first] = ways;
  if (first?.kind === 'address') {
    await ensureRedisAt(first.address);
    return lendAt(first.address);
  }
  const server = await askForShared(redisSharing(ways));
  const release = keepNeeded(server);
  const { what, giveBack } = lendAt(`redis://${server.address}`);
  return { what, giveBack: () => giveBack().finally(release) };
}

function lendAt(url: string): Lent<TestRedis> {
  const prefix = `${suiteName()}:`;
  return { what: { url, prefix }, giveBack: () => removeKeys(url, prefix) };
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 1_000 }) as AsyncIterable<
      string[]
    >) {
      if (keys.length > 0) await redis.unlink(...keys);
    }
  } finally {
    redis.disconnect();
  }
}
