import { type Millis } from '@hansom/platform-context';

import { type RateLimiter } from '../rates/rate-limiter.ts';

/** A rate limiter under test, and its time: some of it may pass by itself, seconds at the most. */
export interface RateLimiterUnderTest {
  readonly limiter: RateLimiter;
  /** Has so much of its time pass. */
  pass(ms: Millis): Promise<void>;
  close(): Promise<void>;
}

const MINUTE_MS: Millis = 60_000;
/** A token in ten minutes: what a machine that is busy takes for a spec does not matter. */
const rate = { limit: 3, windowMs: 30 * MINUTE_MS };

/** What every engine of a rate limiter does. */
export function rateLimiterContract(name: string, open: () => Promise<RateLimiterUnderTest>): void {
  describe(`${name} keeps the contract of a rate limiter: it`, () => {
    let under: RateLimiterUnderTest;

    beforeEach(async () => {
      under = await open();
    });

    afterEach(() => under.close());

    async function allowed(key = 'a', of = rate): Promise<boolean> {
      return (await under.limiter.take(key, of)).allowed;
    }

    it('allows as many at once as its limit, and one more for each part of the window', async () => {
      const atOnce = [await allowed(), await allowed(), await allowed(), await allowed()];
      await under.pass(9 * MINUTE_MS);
      const early = await allowed();
      await under.pass(MINUTE_MS);
      const inTime = [await allowed(), await allowed()];

      expect(atOnce).toEqual([true, true, true, false]);
      expect(early).toBe(false);
      expect(inTime).toEqual([true, false]);
    });

    it('tells how much is left, and how long to wait', async () => {
      const first = await under.limiter.take('a', rate);
      await under.pass(5 * MINUTE_MS);
      await under.limiter.take('a', rate);
      await under.limiter.take('a', rate);
      const refused = await under.limiter.take('a', rate);

      expect(first).toMatchObject({ allowed: true, limit: 3, remaining: 2, waitMs: 0 });
      expect(Math.round(first.resetMs / MINUTE_MS)).toBe(10);
      expect(refused).toMatchObject({ allowed: false, limit: 3, remaining: 0 });
      expect(Math.round(refused.waitMs / MINUTE_MS)).toBe(5);
      expect(Math.round(refused.resetMs / MINUTE_MS)).toBe(25);
    });

    it('does not count what it refuses', async () => {
      for (let times = 0; times < 10; times++) await allowed();
      await under.pass(10 * MINUTE_MS);

      expect(await allowed()).toBe(true);
    });

    it('never holds more than its limit, however long nobody asked', async () => {
      await allowed();
      await under.pass(10 * 60 * MINUTE_MS);

      const { remaining } = await under.limiter.take('a', rate);

      expect(remaining).toBe(2);
    });

    it('never holds more than a limit that was lowered', async () => {
      await allowed('a', { ...rate, limit: 100 });

      const { remaining } = await under.limiter.take('a', rate);

      expect(remaining).toBe(2);
    });

    it('counts callers apart', async () => {
      for (let times = 0; times < 3; times++) await allowed('a');

      expect([await allowed('a'), await allowed('b')]).toEqual([false, true]);
    });

    it('counts those who ask at the same time one by one', async () => {
      const asked = await Promise.all(Array.from({ length: 20 }, () => allowed()));

      expect(asked.filter(Boolean)).toHaveLength(3);
    });
  });
}
