import { type Instant, instant } from '@hansom/platform-context';
import fc from 'fast-check';

import { config } from '../config.ts';
import { type Fix } from './fix.ts';
import { followed, NO_TRACK, recentOf, stepOf, trackOf } from './track.ts';

const START = 1_700_000_000_000;
const rules = config.parse({});

function drive(count: number, everyMs = 2_000): Fix[] {
  return Array.from({ length: count }, (_, i) => ({
    seq: BigInt(i + 1),
    at: instant(START + i * everyMs),
    lat: 57.7 + i * 0.0001,
    lng: 11.97,
    accuracyMetres: 5,
    metresPerSecond: 5,
    bearingDegrees: 0,
  }));
}

function asked(now: Instant) {
  return { rules: { ...rules, staleMs: 1e9 }, now };
}

describe('a track', () => {
  it('has the last fix, and of five minutes one in ten seconds', () => {
    const fixes = drive(400);
    const last = fixes.at(-1)!;

    const { track } = followed(NO_TRACK, fixes, asked(last.at));

    const recent = recentOf(track, last.at);
    expect(track.last).toBe(last);
    expect(recent.length).toBeGreaterThanOrEqual(30);
    expect(recent.length).toBeLessThanOrEqual(31);
    expect(new Set(recent.map(({ at }) => stepOf(at))).size).toBe(recent.length);
    expect(last.at - recent[0]!.at).toBeLessThanOrEqual(300_000);
    expect(track.newest).toEqual(fixes.slice(-32));
  });

  it('is the same whether fixes come alone or together, and does not change when they come again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }), (sizes) => {
        const fixes = drive(120);
        const now = asked(fixes.at(-1)!.at);
        let at = 0;
        let track = NO_TRACK;
        for (const size of [...sizes, fixes.length]) {
          track = followed(track, fixes.slice(at, at + size), now).track;
          at += size;
        }

        const again = followed(track, fixes, now);

        expect(track).toEqual(followed(NO_TRACK, fixes, now).track);
        expect(again.track).toEqual(track);
        expect(new Set(again.judged.map(({ refusal }) => refusal))).toEqual(new Set(['out_of_order']));
      }),
    );
  });

  it('knows from what was stored the last fix, and which numbers it has judged', () => {
    const stored = drive(40, 10_000);

    const track = trackOf({ recent: stored.toReversed(), traced: [] }, rules);

    expect(track.last).toEqual(stored.at(-1));
    expect(track.judged).toMatchObject({ seq: 40n });
    expect(recentOf(track, stored.at(-1)!.at)).toHaveLength(31);
    expect(trackOf({ recent: [], traced: [] }, rules)).toEqual(NO_TRACK);
  });

  it('knows from the trace of a running job what recent fixes were lost', () => {
    const [first, second, third] = drive(3);
    const spike = { ...third!, seq: 4n, at: instant(third!.at + 2_000), lat: 58 };

    const track = trackOf(
      { recent: [first!], traced: [{ seq: 2n, fix: second }, { seq: 3n, fix: third }, { seq: 4n, fix: spike }, { seq: 5n }] }, // prettier-ignore
      rules,
    );

    expect(track.judged).toEqual({ seq: 5n, at: third!.at, fix: third });
    expect(track.last).toEqual(third);
  });

  it('has no recent ones when all are old', () => {
    const track = trackOf({ recent: drive(3), traced: [] }, rules);

    expect(recentOf(track, instant(START + 400_000))).toEqual([]);
  });
});
