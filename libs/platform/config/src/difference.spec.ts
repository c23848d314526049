import fc from 'fast-check';

import { diff } from './difference.ts';

describe('diff', () => {
  it('lists what changed, came and went, leaf by leaf, in the order of paths', () => {
    const before = { z: 1, offers: { ttlMs: 15_000, rings: [1, 2], wave: 1 } };
    const after = { z: 2, offers: { ttlMs: 15_000, rings: [1, 3], fair: true } };

    expect(diff(before, after)).toEqual([
      { path: 'offers.fair', old: undefined, new: true },
      { path: 'offers.rings', old: [1, 2], new: [1, 3] },
      { path: 'offers.wave', old: 1, new: undefined },
      { path: 'z', old: 1, new: 2 },
    ]);
  });

  it('finds nothing between equal values, and the same the other way round', () => {
    const documents = fc.object({
      key: fc.stringMatching(/^[a-z]\w{0,3}$/),
      values: [fc.integer(), fc.boolean(), fc.string(), fc.constant(null)],
      maxDepth: 3,
    });
    fc.assert(
      fc.property(documents, documents, (a, b) => {
        const there = diff(a, b);

        expect(diff(a, a)).toEqual([]);
        expect(diff(b, a)).toEqual(
          there.map((difference) => ({ path: difference.path, old: difference.new, new: difference.old })),
        );
        if (there.length === 0) expect(a).toEqual(b);
      }),
      { numRuns: 500 },
    );
  });
});
