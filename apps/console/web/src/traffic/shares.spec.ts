import fc from 'fast-check';

import { type DraftShare, perMilleOf, WHOLE, withShare } from './shares.ts';

function aDraft(...parts: number[]): DraftShare[] {
  return parts.map((perMille, at) => ({ version: `v${at + 1}`, perMille }));
}

function partsOf(shares: DraftShare[]): number[] {
  return shares.map(({ perMille }) => perMille);
}

describe('shares', () => {
  it('are weights brought to a thousand', () => {
    const weights = [3, 1].map((weight, at) => ({ version: `v${at}`, weight }));
    const thirds = [1, 1, 1].map((weight, at) => ({ version: `v${at}`, weight }));
    const none = [0, 0].map((weight, at) => ({ version: `v${at}`, weight }));

    expect([weights, thirds, none, []].map((each) => partsOf(perMilleOf(each)))).toEqual([
      [750, 250],
      [334, 333, 333],
      [500, 500],
      [],
    ]);
  });

  it('are given by the others as they had them', () => {
    expect(partsOf(withShare(aDraft(600, 300, 100), 'v1', 200))).toEqual([200, 600, 200]);
    expect(partsOf(withShare(aDraft(1_000, 0, 0), 'v1', 400))).toEqual([400, 300, 300]);
  });

  it('stay within none and all', () => {
    expect(partsOf(withShare(aDraft(500, 500), 'v1', 2_000))).toEqual([1_000, 0]);
    expect(partsOf(withShare(aDraft(500, 500), 'v1', -5))).toEqual([0, 1_000]);
    expect(partsOf(withShare(aDraft(1_000), 'v1', 10))).toEqual([1_000]);
  });

  it('are not touched for a version that is not there', () => {
    expect(withShare(aDraft(700, 300), 'v9', 100)).toEqual(aDraft(700, 300));
  });

  it('always sum up, whatever is dragged', () => {
    const weight = fc.nat(1_000_000);
    const steps = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -50, max: 1_050 })), { maxLength: 20 });

    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 6 }), steps, (weights, moves) => {
        const begin = perMilleOf(weights.map((each, at) => ({ version: `v${at}`, weight: each })));
        const end = moves.reduce((shares, [at, to]) => withShare(shares, `v${at}`, to), begin);

        const sum = partsOf(end).reduce((total, part) => total + part, 0);
        expect(sum).toBe(WHOLE);
        expect(end.every(({ perMille }) => Number.isInteger(perMille) && perMille >= 0)).toBe(true);
      }),
    );
  });
});
