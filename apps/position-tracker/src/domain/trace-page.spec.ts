import { instant } from '@hansom/platform-context';
import fc from 'fast-check';

import { config } from '../config.ts';
import { type Job } from './job.ts';
import { fixesOfTrip, isComplete, plausible, type TraceRow } from './trace-page.ts';

const rules = config.parse({});
const JOB: Job = {
  bookingId: 'b',
  driverId: 'd',
  riderId: 'r',
  city: 'got',
  tenancy: 'robot',
  version: 3,
  phase: 'OVER',
  startedAt: instant(10_000),
  endedAt: instant(20_000),
};

/** A row for each second, by the second; refused where it is negative. */
function rows(...seconds: number[]): TraceRow[] {
  return seconds.map((second) => {
    const seq = BigInt(Math.abs(second));
    const at = instant(Number(seq) * 1_000);
    const fix = { seq, at, lat: 0, lng: 0, accuracyMetres: 5, metresPerSecond: -1, bearingDegrees: -1 };
    return second < 0 ? { seq } : { seq, fix };
  });
}

describe('fixesOfTrip', () => {
  it('are those between start and end, both included', () => {
    const trip = fixesOfTrip(rows(9, 10, -11, 12, 20, 21), JOB, rules);

    expect(trip.map(({ seq }) => seq)).toEqual([10n, 12n, 20n]);
  });

  it('are none before the start is known, and all from it on before the end is', () => {
    expect(fixesOfTrip(rows(9, 10), { ...JOB, startedAt: undefined }, rules)).toEqual([]);
    expect(fixesOfTrip(rows(9, 10, 99), { ...JOB, endedAt: undefined }, rules)).toHaveLength(2);
  });
});

describe('plausible', () => {
  it('leaves out what is too far from the fix before it, or not later', () => {
    const [first, spike, back, second] = fixesOfTrip(rows(10, 11, 12, 13), JOB, rules);
    const drive = [first!, { ...spike!, lat: 1 }, { ...back!, at: instant(9_000) }, second!];

    expect(plausible(drive, rules)).toEqual([first, second]);
  });
});

describe('isComplete', () => {
  const ALL = { after: 0n, upTo: 0n };

  it.each([
    [[10, 11, 12], ALL, true],
    [[10, 12], ALL, false],
    [[10, -11, 12], ALL, true],
    [[7, 9, 10, 11], ALL, true], // what is missing before the trip is not of it
    [[10, 11, 12], { after: 0n, upTo: 12n }, true],
    [[10, 11, 12], { after: 0n, upTo: 13n }, false],
    [[12, 13], { after: 11n, upTo: 13n }, true],
    [[13], { after: 11n, upTo: 13n }, false],
    [[], { after: 11n, upTo: 11n }, true],
    [[], { after: 0n, upTo: 5n }, false],
    [[-10, -11], ALL, false],
  ])('of %j asked for as %j is %s', (seconds, range, complete) => {
    expect(isComplete(rows(...seconds), JOB, range)).toBe(complete);
  });

  it('is so exactly where no number is missing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 10, max: 20 }), { minLength: 1 }), (seconds) => {
        const rising = seconds.toSorted((a, b) => a - b);
        const span = rising.at(-1)! - rising[0]! + 1;

        expect(isComplete(rows(...rising), JOB, ALL)).toBe(span === rising.length);
      }),
    );
  });
});
