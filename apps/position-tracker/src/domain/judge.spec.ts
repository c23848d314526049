import { instant } from '@hansom/platform-context';

import { config } from '../config.ts';
import { type Fix, type NoFix } from './fix.ts';
import { judgedAfter, NOTHING_JUDGED, refusalOf } from './judge.ts';

const NOW = instant(1_000_000);
const rules = config.parse({});

function aFix(seq: number, over: Partial<Fix> = {}): Fix {
  const at = NOW;
  return { seq: BigInt(seq), at, lat: 57.7, lng: 11.97, accuracyMetres: 5, metresPerSecond: -1, bearingDegrees: -1, ...over }; // prettier-ignore
}

function judge(fix: Fix | NoFix, before: (Fix | NoFix)[] = []) {
  const asked = { rules, now: NOW };
  const judged = before.reduce(
    (known, one) => judgedAfter(known, one, refusalOf(one, known, asked)),
    NOTHING_JUDGED,
  );
  return refusalOf(fix, judged, asked);
}

/** So many metres to the north. */
function north(metres: number): { lat: number } {
  return { lat: 57.7 + metres / 111_195 };
}

describe('refusalOf', () => {
  it('lets a good fix pass, up to the limits', () => {
    expect(judge(aFix(1))).toBeUndefined();
    expect(judge(aFix(1, { accuracyMetres: 100, at: instant(NOW + 30_000) }))).toBeUndefined();
    expect(judge(aFix(1, { at: instant(NOW - 60_000) }))).toBeUndefined();
    expect(judge(aFix(2, north(54 * 10)), [aFix(1, { at: instant(NOW - 10_000) })])).toBeUndefined();
  });

  it.each([
    ['inaccurate', { accuracyMetres: 100.1 }],
    ['inaccurate', { accuracyMetres: NaN }],
    ['null_island', { lat: 0, lng: 0 }],
    ['null_island', { lat: 1e-9, lng: -1e-9 }],
    ['future', { at: instant(NOW + 30_001) }],
    ['stale', { at: instant(NOW - 60_001) }],
  ] as const)('refuses what is %s: %j', (refusal, over) => {
    expect(judge(aFix(1, over))).toBe(refusal);
  });

  it('takes the equator and the prime meridian for places', () => {
    expect(judge(aFix(1, { lat: 0 }))).toBeUndefined();
    expect(judge(aFix(1, { lng: 0 }))).toBeUndefined();
  });

  it('refuses what would take more than 55 m/s from the last one that may be true', () => {
    const before = aFix(1, { at: instant(NOW - 10_000) });

    expect(judge(aFix(2, north(56 * 10)), [before])).toBe('too_fast');
    expect(judge(aFix(3), [before, aFix(2, { ...north(5_000), at: instant(NOW - 5_000) })])).toBeUndefined();
  });

  it.each([1, 2])('refuses the number %i after 2', (seq) => {
    const before = aFix(2, { at: instant(NOW - 10_000) });

    expect(judge(aFix(seq), [before])).toBe('out_of_order');
  });

  it('refuses a higher number with a time that is not later', () => {
    expect(judge(aFix(2), [aFix(1)])).toBe('out_of_order');
  });

  it('lets an app begin anew that was installed again', () => {
    const before = aFix(900, { at: instant(NOW - 60_001) });

    expect(judge(aFix(1), [before])).toBeUndefined();
  });

  it('counts refused numbers as judged', () => {
    expect(judge(aFix(5), [aFix(5, { accuracyMetres: 500 })])).toBe('out_of_order');
    expect(judge({ seq: 6n }, [aFix(5)])).toBe('invalid');
    expect(judge(aFix(6, { at: instant(NOW + 1) }), [aFix(5), { seq: 6n }])).toBe('out_of_order');
  });

  it('judges speed in a buffer that is stale as well', () => {
    const old = (seconds: number) => ({ at: instant(NOW - 100_000 + seconds * 1_000) });

    expect(judge(aFix(2, { ...north(2_000), ...old(2) }), [aFix(1, old(0))])).toBe('too_fast');
    expect(judge(aFix(2, { ...north(20), ...old(2) }), [aFix(1, old(0))])).toBe('stale');
  });
});
