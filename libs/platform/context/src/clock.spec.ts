import fc from 'fast-check';

import { domainClock, instant, later, type Monotonic, monotonicInstant } from './clock.ts';

function monotonicAt(ms: number): Monotonic & { ms: number } {
  const monotonic = { ms, now: () => monotonicInstant(monotonic.ms) };
  return monotonic;
}

describe('domainClock', () => {
  it('starts at its base', () => {
    const monotonic = monotonicAt(700);

    const clock = domainClock({ base: instant(5_000), at: monotonicInstant(700), speed: 4 }, monotonic);

    expect(clock.now()).toBe(5_000);
  });

  it('lets speed domain milliseconds pass in one real millisecond', () => {
    const monotonic = monotonicAt(700);
    const clock = domainClock({ base: instant(5_000), at: monotonicInstant(700), speed: 4 }, monotonic);

    monotonic.ms += 250;

    expect(clock.now()).toBe(6_000);
  });

  it('tells whole milliseconds that never go back, at any speed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.array(fc.nat(10_000)),
        (speed, steps) => {
          const monotonic = monotonicAt(0);
          const clock = domainClock({ base: instant(1_000), at: monotonicInstant(0), speed }, monotonic);
          let last = clock.now();
          for (const step of steps) {
            monotonic.ms += step / 7;
            const now = clock.now();
            expect(Number.isInteger(now)).toBe(true);
            expect(now).toBeGreaterThanOrEqual(last);
            last = now;
          }
        },
      ),
    );
  });
});

describe('later', () => {
  it('adds milliseconds', () => {
    expect(later(instant(10), 5)).toBe(15);
  });
});
