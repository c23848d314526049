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
});
