import { FakeTime } from '@hansom/platform-context/testing';

import { rateLimiterContract } from '../testing/rate-limiter.contract.ts';
import { memoryRateLimiter } from './memory-rate-limiter.ts';

rateLimiterContract('a rate limiter in memory', async () => {
  const time = new FakeTime();
  const limiter = memoryRateLimiter(time);
  return { limiter, pass: (ms) => time.advance(ms), close: async () => undefined };
});

describe('a rate limiter in memory', () => {
  it('refills to the millisecond', async () => {
    const time = new FakeTime();
    const limiter = memoryRateLimiter(time);
    const taken = async (): Promise<boolean> =>
      (await limiter.take('a', { limit: 1, windowMs: 10_000 })).allowed;

    const first = await taken();
    await time.advance(9_999);
    const early = await taken();
    await time.advance(1);

    expect([first, early, await taken()]).toEqual([true, false, true]);
  });

  it('forgets whom it has not seen for longest', async () => {
    const limiter = memoryRateLimiter(new FakeTime(), { maxKeys: 2 });
    const remaining = async (key: string): Promise<number> =>
      (await limiter.take(key, { limit: 3, windowMs: 30_000 })).remaining;
    await remaining('a');
    await remaining('b');
    await remaining('a');

    await remaining('c');

    expect([await remaining('a'), await remaining('b')]).toEqual([0, 2]);
  });
});
