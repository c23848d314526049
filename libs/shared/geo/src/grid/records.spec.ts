import fc from 'fast-check';

import { Records } from './records.ts';

const words = fc.constantFrom(0, 1, -1, 0x7fff_ffff, 0x8000_0000, 5);
const steps = fc.array(fc.record({ key: fc.tuple(words, words, words, words), takes: fc.boolean() }), {
  maxLength: 200,
});

describe('Records', () => {
  it('finds what was added and not removed, under a number of its own, whatever the order', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const records = new Records(1, { bits: 3, keyWords: 4 });
        const known = new Map<string, number>();

        for (const { key, takes } of all) {
          const [name, keys] = [String(key), Uint32Array.from(key)];
          const number = known.get(name);
          expect(records.find(keys, 0)).toBe(number ?? -1);
          if (number !== undefined && takes) {
            records.remove(number);
            known.delete(name);
          } else if (number === undefined && !takes) {
            if (records.isFull) records.grow();
            known.set(name, records.add(keys, 0));
          }
        }

        expect(records.count).toBe(known.size);
        expect(new Set(known.values()).size).toBe(known.size);
        for (const number of known.values()) expect(number).toBeLessThan(records.capacity);
        for (const [name, number] of known)
          expect(records.find(Uint32Array.from(name.split(',').map(Number)), 0)).toBe(number);
      }),
      { numRuns: 500 },
    );
  });

  it('orders by keys without a sign', () => {
    const records = new Records(4, { bits: 3, keyWords: 4 });
    const [low, high, longer] = [[0, 0, 0, 1], [0x8000_0000, 0, 0, 0], [0, 0, 0x8000_0000, 0]].map((key) => records.add(Uint32Array.from(key), 0)); // prettier-ignore

    expect([records.isBelow(low, high), records.isBelow(high, low)]).toEqual([true, false]);
    expect([records.isBelow(low, longer), records.isBelow(longer, high)]).toEqual([true, true]);
    expect(records.isBelow(low, low)).toBe(false);
  });
});
