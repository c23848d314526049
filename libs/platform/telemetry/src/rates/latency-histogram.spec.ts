import { monotonicInstant } from '@hansom/platform-context';
import fc from 'fast-check';

import { LatencyHistogram } from './latency-histogram.ts';

function at(ms: number) {
  return monotonicInstant(ms);
}

function histogramOf(durations: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram(at(0));
  for (const ms of durations) histogram.record(ms, at(0));
  return histogram;
}

describe('LatencyHistogram', () => {
  it('is within 2 % of the exact percentile, or within 1 us', () => {
    const duration = fc.double({ min: 0, max: 130_000, noNaN: true });

    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            duration,
            duration.map((ms) => ms / 10_000),
          ),
          { minLength: 1 },
        ),
        (durations) => {
          const sorted = durations.toSorted((a, b) => a - b);
          const exact = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;

          const { p50Ms, p95Ms, p99Ms, count } = histogramOf(durations).read(at(0));

          const pairs = [
            [p50Ms, exact(0.5)] as const,
            [p95Ms, exact(0.95)] as const,
            [p99Ms, exact(0.99)] as const,
          ];
          for (const [found, truth] of pairs) {
            expect(Math.abs(found - truth)).toBeLessThanOrEqual(Math.max(0.02 * truth, 0.001));
          }
          expect(count).toBe(durations.length);
        },
      ),
      { seed: 20260105, numRuns: 300 },
    );
  });

  it('has the exact mean', () => {
    expect(histogramOf([1, 2, 6]).meanMs(at(0))).toBe(3);
  });

  it('says that it saw nothing', () => {
    const histogram = new LatencyHistogram(at(0));

    expect(histogram.meanMs(at(0))).toBeUndefined();
    expect(histogram.read(at(0))).toEqual({ windowMs: 0, count: 0, meanMs: 0, p50Ms: 0, p95Ms: 0, p99Ms: 0 });
  });

  it('forgets what is two minutes old, and nothing that is younger than 100 s', () => {
    const histogram = new LatencyHistogram(at(0));
    histogram.record(1000, at(19_999));
    histogram.record(10, at(20_000));

    const before = histogram.read(at(119_999));
    const after = histogram.read(at(120_000));
    const later = histogram.read(at(1_000_000));

    expect(before).toMatchObject({ count: 2, meanMs: 505 });
    expect(after).toMatchObject({ count: 1, meanMs: 10, windowMs: 100_000 });
    expect(after.p99Ms).toBeLessThan(11);
    expect(later).toMatchObject({ count: 0, p99Ms: 0 });
  });

  it('is exact again after a long pause', () => {
    const histogram = histogramOf([500]);

    histogram.record(20, at(10_000_000));

    expect(histogram.read(at(10_000_000))).toMatchObject({ count: 1, meanMs: 20 });
  });

  it('takes what lasts for ever, and what is not positive', () => {
    const { count, p99Ms, p50Ms } = histogramOf([1e12, -1, 0]).read(at(0));

    expect(count).toBe(3);
    expect(p50Ms).toBeLessThan(0.001);
    expect(p99Ms).toBeGreaterThan(130_000);
  });
});
