import fc from 'fast-check';

import { type Instant, instant } from '@hansom/platform-context';

import { oneMore } from './windows.ts';

const LIMITS = [
  { max: 3, windowMs: 10_000 },
  { max: 5, windowMs: 60_000 },
];

const at = (...times: number[]): Instant[] => times.map(instant);

describe('oneMore', () => {
  it('keeps the times that still matter', () => {
    expect(oneMore(at(1_000, 90_000), instant(100_000), LIMITS)).toEqual({
      ok: true,
      times: at(90_000, 100_000),
    });
  });

  it('says when the window has room again', () => {
    expect(oneMore(at(1_000, 2_000, 3_000), instant(4_000), LIMITS)).toEqual({ ok: false, waitMs: 7_000 });
    expect(oneMore(at(1_000, 2_000, 3_000), instant(11_000), LIMITS)).toMatchObject({ ok: true });
  });

  it('asks for the longest wait of all limits', () => {
    expect(oneMore(at(0, 1, 20_000, 21_000, 22_000), instant(23_000), LIMITS)).toEqual({
      ok: false,
      waitMs: 37_000,
    });
  });

  it('never allows more than any window holds, whenever it is asked', () => {
    const gaps = fc.array(fc.nat(8_000), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, (steps) => {
        let now = 0;
        let kept: Instant[] = [];
        const allowed: number[] = [];
        for (const step of steps) {
          now += step;
          const verdict = oneMore(kept, instant(now), LIMITS);
          if (!verdict.ok) continue;
          kept = verdict.times;
          allowed.push(now);
        }
        for (const { max, windowMs } of LIMITS) {
          for (const end of allowed) {
            expect(allowed.filter((time) => time > end - windowMs && time <= end).length).toBeLessThanOrEqual(
              max,
            );
          }
        }
      }),
    );
  });

  it('allows one as soon as the wait is over, and not before', () => {
    const times = at(1_000, 2_000, 3_000);
    const refused = oneMore(times, instant(3_500), LIMITS);
    const waitMs = refused.ok ? 0 : refused.waitMs;

    expect(oneMore(times, instant(3_500 + waitMs - 1), LIMITS).ok).toBe(false);
    expect(oneMore(times, instant(3_500 + waitMs), LIMITS).ok).toBe(true);
  });
});
