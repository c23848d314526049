import { realRandom, seededRandom } from './random.ts';

describe('seededRandom', () => {
  it('gives the same sequence for the same seed and another for another', () => {
    const sequence = (seed: number): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };

    expect(sequence(7)).toEqual(sequence(7));
    expect(sequence(7)).not.toEqual(sequence(8));
  });

  it('spreads evenly over [0, 1)', () => {
    const random = seededRandom(9);
    const buckets = new Array<number>(10).fill(0);

    for (let i = 0; i < 10_000; i++) buckets[Math.floor(random.next() * 10)]! += 1;

    for (const count of buckets) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('fills as many bytes as asked for', () => {
    expect(seededRandom(1).bytes(16)).toHaveLength(16);
  });
});

describe('realRandom', () => {
  it('gives numbers in [0, 1) and bytes that differ', () => {
    const random = realRandom();

    expect(random.next()).toBeLessThan(1);
    expect(random.bytes(16)).not.toEqual(random.bytes(16));
  });
});
