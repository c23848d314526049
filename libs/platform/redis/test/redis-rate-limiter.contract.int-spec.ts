import { rateLimiterContract } from '@hansom/platform-limits/testing';
import { describeWithRedis } from '@hansom/testing-stores';

import { specRedis, withClient } from './spec-redis.ts';

describeWithRedis('on a real Redis', (server) => {
  rateLimiterContract('a rate limiter for all instances', async () => {
    const { rateLimiter, prefix, close } = await specRedis(server());
    const pass = (ms: number): Promise<void> =>
      withClient(server().url, async (redis) => {
        const buckets = await redis.keys(`${prefix}:rate:*`);
        for (const bucket of buckets) await redis.hincrbyfloat(bucket, 'at', -ms); // its time is the server's: what was, was earlier
      });
    return { limiter: rateLimiter('rider-api'), pass, close };
  });

  it('counts together what instances of a service ask, apart from other services', async () => {
    const one = await specRedis(server());
    const other = await specRedis(server(), { prefix: one.prefix });
    const rate = { limit: 1, windowMs: 600_000 };

    const asked = [
      await one.rateLimiter('rider-api').take('a', rate),
      await other.rateLimiter('rider-api').take('a', rate),
      await other.rateLimiter('driver-api').take('a', rate),
    ];

    expect(asked.map(({ allowed }) => allowed)).toEqual([true, false, true]);
    await Promise.all([one.close(), other.close()]);
  });

  it('keeps no address, and nothing for longer than it matters', async () => {
    const { rateLimiter, prefix, close } = await specRedis(server());
    await rateLimiter('rider-api').take('address 192.0.2.1', { limit: 1, windowMs: 600_000 });

    const kept = await withClient(server().url, async (redis) => {
      const keys = await redis.keys(`${prefix}:rate:*`);
      return Promise.all(keys.map(async (key) => ({ key, ttl: await redis.pttl(key) })));
    });

    expect(kept).toEqual([{ key: expect.stringMatching(/:rider-api:[\w-]{22}$/), ttl: expect.any(Number) }]);
    expect(kept[0]?.ttl).toBeGreaterThan(0);
    await close();
  });
});
