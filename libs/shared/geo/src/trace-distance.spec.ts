import fc from 'fast-check';

import { type LatLng, METRES_PER_DEGREE } from './lat-lng.ts';
import { type TraceFix, traceDistance } from './trace-distance.ts';

const HERE = { lat: 57.7, lng: 11.97 };

/** So many metres north and east of here. */
function at(north: number, east = 0): LatLng {
  const perDegreeEast = METRES_PER_DEGREE * Math.cos((HERE.lat * Math.PI) / 180);
  return { lat: HERE.lat + north / METRES_PER_DEGREE, lng: HERE.lng + east / perDegreeEast };
}

/** A fix each 2 s, at places of the number of the fix. */
function fixes(count: number, place: (i: number) => LatLng): TraceFix[] {
  return Array.from({ length: count }, (_, i) => ({ ...place(i), atMs: 2_000 * i }));
}

/** Two sums of uniform numbers that nearly are normal ones with a deviation of 5, the same for the same number. */
function noise(i: number): [number, number] {
  const uniform = (n: number) => ((Math.imul(n + 1, 2_654_435_761) ^ (n << 7)) >>> 0) / 2 ** 32 - 0.5;
  const normal = (n: number) => uniform(n) + uniform(n + 7_919) + uniform(n + 15_838);
  return [normal(i) * 10, normal(i + 104_729) * 10];
}

describe('traceDistance', () => {
  it('measures a straight drive without noise exactly, at any speed and in any direction', () => {
    const direction = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 35 }), direction, (speed, angle) => {
        const step = 2 * speed;
        const trace = fixes(100, (i) => at(i * step * Math.cos(angle), i * step * Math.sin(angle)));

        const { metres, gaps } = traceDistance(trace);

        expect(Math.abs(metres / (99 * step) - 1)).toBeLessThan(0.005);
        expect(gaps).toEqual([]);
      }),
    );
  });

  it('takes no noise for driving while the car stands', () => {
    const trace = fixes(300, (i) => at(...noise(i)));

    expect(traceDistance(trace).metres).toBeLessThan(30); // the raw steps come to 2.5 km
  });

  it('counts what creeps in a queue', () => {
    const trace = fixes(300, (i) => at(4 * i));

    expect(traceDistance(trace).metres).toBeCloseTo(4 * 299, -2);
  });

  it('leaves gaps to others, and says where they are', () => {
    const trace = fixes(100, (i) => at(20 * i)).filter((_, i) => i < 40 || i >= 55);

    const { metres, gaps } = traceDistance(trace);

    expect(Math.abs(metres - 20 * (99 - 16))).toBeLessThan(10);
    expect(gaps).toMatchObject([{ millis: 32_000 }]);
    expect(gaps[0]?.from.lat).toBeCloseTo(at(20 * 39).lat, 4);
    expect(gaps[0]?.to.lat).toBeCloseTo(at(20 * 55).lat, 4);
  });

  it('gives steps and gaps in order, which sum to all of the way and the time', () => {
    const trace = fixes(100, (i) => at(20 * i)).filter((_, i) => i < 40 || i >= 55);

    const { metres, gaps, legs } = traceDistance(trace);

    expect(legs.map((leg) => 'metres' in leg).indexOf(false)).toBe(39);
    expect(legs[39]).toBe(gaps[0]);
    expect(legs.slice(1).map(({ from }) => from)).toEqual(legs.slice(0, -1).map(({ to }) => to));
    expect(legs.reduce((sum, { millis }) => sum + millis, 0)).toBe(198_000);
    expect(legs.reduce((sum, leg) => sum + ('metres' in leg ? leg.metres : 0), 0)).toBeCloseTo(metres, 6);
  });

  it('bridges short losses itself', () => {
    const trace = fixes(100, (i) => at(20 * i)).filter((_, i) => i % 5 !== 3);

    expect(traceDistance(trace).metres).toBeCloseTo(20 * 99, -1);
    expect(traceDistance(trace, { gapMs: 3_000 }).gaps).toHaveLength(20);
  });

  it('leaves out what is not later than the fix before it', () => {
    const trace = fixes(50, (i) => at(20 * i));

    const doubled = traceDistance(trace.flatMap((fix) => [fix, { ...at(5_000), atMs: fix.atMs }]));

    expect(doubled).toEqual(traceDistance(trace));
  });

  it('takes two fixes a second at most, however many come', () => {
    const trace = Array.from({ length: 6_000 }, (_, i) => ({ ...at(20 * (i / 600)), atMs: i * (5 / 3) }));

    const { legs, metres } = traceDistance(trace);

    expect(legs).toHaveLength(19);
    expect(Math.min(...legs.map(({ millis }) => millis))).toBeGreaterThanOrEqual(500);
    expect(metres).toBeCloseTo(190, -1);
  });

  it('finds the gaps between the fixes that it takes', () => {
    const trace = [0, 400, 10_200].map((atMs) => ({ ...at(0), atMs }));

    expect(traceDistance(trace).gaps).toMatchObject([{ millis: 10_200 }]);
  });

  it.each([0, 1])('finds no way in %i fixes', (count) => {
    expect(traceDistance(fixes(count, () => at(0)))).toEqual({ metres: 0, gaps: [], legs: [] });
  });
});
