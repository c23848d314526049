import { Redis } from 'ioredis';

import { describeWithOwnRedis, describeWithRedis } from './describe-with-redis.ts';
import { type TestRedis } from './test-stores.ts';

let first: TestRedis;

describeWithRedis('a suite on Redis', (redis) => {
  it('has a prefix of its own', async () => {
    first = redis();
    const client = new Redis(first.url);
    await client.set(`${first.prefix}a`, '1');

    const keys = await client.keys(`${first.prefix}*`);
    client.disconnect();

    expect(keys).toEqual([`${first.prefix}a`]);
  });

  it('is told nothing while it is being described', () => {
    expect(redis().prefix).toMatch(/^t[0-9a-f]{12}:$/);
  });
});

describeWithRedis('the next one', (redis) => {
  it('shares the server, and finds nothing of the first', async () => {
    const { url, prefix } = redis();
    const client = new Redis(url);

    const left = await client.keys(`${first.prefix}*`);
    client.disconnect();

    expect(url).toBe(first.url);
    expect(prefix).not.toBe(first.prefix);
    expect(left).toEqual([]);
  });
});

describeWithOwnRedis('a suite that hurts its Redis', (start) => {
  it('has one of its own each time it asks', async () => {
    const [one, other] = await Promise.all([start(), start()]);

    await one.kill();

    expect(one.url).not.toBe(other.url);
    expect(one.url).not.toBe(first.url);
    await other.flush();
  });
});
