import { rateLimiterContract } from '@hansom/platform-limits/testing';

import { ownRedis, type OwnRedis } from './own-redis.ts';
import { specRedis, withClient } from './spec-redis.ts';

describe('on a real Redis', () => {
  let server: OwnRedis;
  beforeAll(async () => {
    server = await ownRedis();
  });
  afterAll(() => server.close());

  rateLimiterContract('a rate limiter for all instances', async () => {
    const { rateLimiter, prefix, close } = await specRedis(server.url);
    const pass = (ms: number): Promise<void> =>
      withClient(server.url, async (redis) => {
        const buckets = await redis.keys(`${prefix}:rate:*`);
        for (const bucket of buckets) await redis.hincrbyfloat(bucket, 'at', -ms); // its time is the server's: what was, was earlier
      });
    return { limiter: rateLimiter('rider-api'), pass, close };
  });
});
