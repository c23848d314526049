import { monotonicInstant } from '@hansom/platform-context';

import { AdaptiveLimit, type LimitBounds } from './adaptive-limit.ts';

const BOUNDS: LimitBounds = { start: 20, floor: 10, ceiling: 1000 };
const FOREVER = 3000;

describe('AdaptiveLimit', () => {
  let lag: number;
  let limit: AdaptiveLimit;
  let now: number;

  beforeEach(() => {
    lag = 0;
    now = 0;
    limit = new AdaptiveLimit(BOUNDS, () => lag);
  });

  /** Full windows in which as many calls are in flight as allowed, and take as long as `strain` says of that. */
  function windows(count: number, strain: (inFlight: number) => number, inFlight?: number): void {
    for (let end = now + count * 100; now < end; now += 5) {
      const busy = inFlight ?? limit.value;
      limit.observe({ at: monotonicInstant(now), strain: strain(busy), inFlight: busy });
    }
  }

  it('grows while calls take as long as usual and fill it', () => {
    windows(20, () => 0.1);

    expect(limit.value).toBeGreaterThan(30);
  });

  it('stays as it is while there is nothing to learn: few calls are in flight', () => {
    windows(20, () => 0.1, 4);

    expect(limit.value).toBe(20);
  });

  it('falls when calls take longer than usual', () => {
    windows(50, () => 0.1);
    const before = limit.value;

    windows(5, () => 0.4);

    expect(limit.value).toBeLessThan(before * 0.75);
  });

  it('bears half as long again as usual', () => {
    windows(50, () => 0.1);
    const before = limit.value;

    windows(1, () => 0.14);

    expect(limit.value).toBeGreaterThan(before);
  });

  it('finds the limit of a service that takes longer the more is in flight, and keeps it however long that lasts', () => {
    // One call takes a fiftieth of what is bearable, and they queue up for one processor.
    windows(FOREVER, (inFlight) => inFlight * 0.02);

    expect(limit.value).toBeGreaterThan(50);
    expect(limit.value).toBeLessThan(100);
  });

  it('stays low for ever where calls take much longer than is bearable', () => {
    windows(FOREVER, () => 5);

    expect(limit.value).toBe(10);
  });

  it('is back soon after a strain that lasted, and does not take that for usual', () => {
    windows(100, () => 5);
    windows(40, () => 0.1);
    const recovered = limit.value;

    windows(10, () => 0.6);

    expect(recovered).toBeGreaterThan(30);
    expect(limit.value).toBeLessThan(recovered * 0.75);
  });

  it('falls while the event loop is late, however fast calls are', () => {
    windows(50, () => 0.1);
    lag = 200;

    windows(50, () => 0.1);

    expect(limit.value).toBe(10);
  });

  it('does not mind a loop that is a little late', () => {
    lag = 40;

    windows(20, () => 0.1);

    expect(limit.value).toBeGreaterThan(30);
  });

  it('never goes above its ceiling', () => {
    windows(FOREVER, () => 0.1);

    expect(limit.value).toBe(1000);
  });

  it.each([
    ['fewer than 10 samples', 10, 50],
    ['samples of less than 100 ms', 21, 5],
  ])('does not move for %s', (_what, enough, everyMs) => {
    limit = new AdaptiveLimit({ ...BOUNDS, start: 100 }, () => 0);
    const observe = (sample: number): void =>
      limit.observe({ at: monotonicInstant(sample * everyMs), strain: 0.1, inFlight: 100 });

    for (let sample = 0; sample < enough - 1; sample += 1) observe(sample);
    expect(limit.value).toBe(100);

    observe(enough - 1);
    expect(limit.value).toBe(102);
  });

  it.each([
    { start: 5, floor: 10, ceiling: 20 },
    { start: 30, floor: 10, ceiling: 20 },
    { start: 1, floor: 0, ceiling: 2 },
    { start: NaN, floor: 1, ceiling: 2 },
  ])('refuses bounds that are none: %j', (bounds) => {
    expect(() => new AdaptiveLimit(bounds, () => 0)).toThrow(RangeError);
  });
});
