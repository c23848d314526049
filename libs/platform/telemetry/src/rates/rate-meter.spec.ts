import { monotonicInstant } from '@hansom/platform-context';

import { RateMeter } from './rate-meter.ts';

/** A meter that was marked `perSecond` times a second, evenly, for `seconds`, and the time after that. */
function marked(perSecond: number, seconds: number) {
  const meter = new RateMeter(monotonicInstant(0));
  const step = 1000 / perSecond;
  for (let i = 0; i < perSecond * seconds; i += 1) meter.mark(monotonicInstant((i + 1) * step));
  return { meter, now: seconds * 1000 };
}

describe('RateMeter', () => {
  it.each([1, 5, 30, 600, 3600])('shows a steady rate after %p s', (seconds) => {
    const { meter, now } = marked(10, seconds);

    const { m1, m5, m15 } = meter.perSecond(monotonicInstant(now));

    for (const rate of [m1, m5, m15]) expect(Math.abs(rate - 10)).toBeLessThan(0.01);
    expect(meter.count).toBe(10 * seconds);
  });

  it('forgets within its time: each average is 1/e of itself when its time has passed', () => {
    const { meter, now } = marked(10, 7200);

    const after = (s: number) => meter.perSecond(monotonicInstant(now + s * 1000));
    const { m1 } = after(60);
    const { m5 } = after(300);
    const { m15 } = after(900);

    for (const rate of [m1, m5, m15]) expect(Math.abs(rate - 10 / Math.E)).toBeLessThan(0.01);
  });

  it('shows what came in this very moment', () => {
    const meter = new RateMeter(monotonicInstant(500));
    for (let i = 0; i < 3; i += 1) meter.mark(monotonicInstant(500));

    const { m1 } = meter.perSecond(monotonicInstant(500));

    expect(Math.abs(m1 - 3)).toBeLessThan(0.1);
  });

  it('is at rest before anything happened', () => {
    expect(new RateMeter(monotonicInstant(0)).perSecond(monotonicInstant(0))).toEqual({
      m1: 0,
      m5: 0,
      m15: 0,
    });
  });

  it('gives the same whether it was asked in between or not', () => {
    const asked = new RateMeter(monotonicInstant(0));
    const silent = new RateMeter(monotonicInstant(0));
    for (let ms = 50; ms <= 20_000; ms += 50) {
      for (const meter of [asked, silent]) meter.mark(monotonicInstant(ms));
      asked.perSecond(monotonicInstant(ms));
    }

    const [a, b] = [asked, silent].map((meter) => meter.perSecond(monotonicInstant(20_000)).m1);

    expect(Math.abs((a ?? 0) - (b ?? 1))).toBeLessThan(0.05);
  });
});
