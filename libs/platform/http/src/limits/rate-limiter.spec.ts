import { FakeTime } from '@hansom/platform-context/testing';

import { memoryRateLimiter, rateLimitHeaders } from './rate-limiter.ts';

const policy = { limit: 3, windowMs: 30_000 };

describe('a rate limiter in memory', () => {
  it('allows as many at once as its limit, and one more for each part of the window', async () => {
    const { monotonic, ...time } = aTime();
    const limiter = memoryRateLimiter({ monotonic });
    const taken = async (): Promise<boolean> => (await limiter.take('a', policy)).allowed;

    const atOnce = [await taken(), await taken(), await taken(), await taken()];
    await time.pass(9_999);
    const early = await taken();
    await time.pass(1);
    const inTime = [await taken(), await taken()];

    expect(atOnce).toEqual([true, true, true, false]);
    expect(early).toBe(false);
    expect(inTime).toEqual([true, false]);
  });

  it('tells how much is left, and how long to wait', async () => {
    const { monotonic, pass } = aTime();
    const limiter = memoryRateLimiter({ monotonic });

    const first = await limiter.take('a', policy);
    await pass(5_000);
    await limiter.take('a', policy);
    await limiter.take('a', policy);
    const refused = await limiter.take('a', policy);

    expect(first).toEqual({ allowed: true, limit: 3, remaining: 2, waitMs: 0, resetMs: 10_000 });
    expect(refused).toEqual({ allowed: false, limit: 3, remaining: 0, waitMs: 5_000, resetMs: 25_000 });
    expect(rateLimitHeaders(refused)).toEqual({
      'ratelimit-limit': '3',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '25',
    });
  });

  it('never holds more than its limit, however long nobody asked', async () => {
    const { monotonic, pass } = aTime();
    const limiter = memoryRateLimiter({ monotonic });
    await limiter.take('a', policy);
    await pass(3_600_000);

    const { remaining } = await limiter.take('a', policy);

    expect(remaining).toBe(2);
  });

  it('counts callers apart, and forgets whom it has not seen for longest', async () => {
    const { monotonic } = aTime();
    const limiter = memoryRateLimiter({ monotonic }, { maxKeys: 2 });
    const remaining = async (key: string): Promise<number> => (await limiter.take(key, policy)).remaining;
    await remaining('a');
    await remaining('b');
    await remaining('a');

    await remaining('c');

    expect([await remaining('a'), await remaining('b')]).toEqual([0, 2]);
  });
});

function aTime() {
  const time = new FakeTime();
  return { monotonic: time.monotonic, pass: (ms: number) => time.advance(ms) };
}
