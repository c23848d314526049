import { LruMap } from './lru-map.ts';

describe('LruMap', () => {
  it('lets go what was looked at longest ago', () => {
    const map = new LruMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');

    map.set('c', 3);

    expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([1, undefined, 3]);
    expect(map.size).toBe(2);
  });

  it('keeps one value a key', () => {
    const map = new LruMap<number>(2);
    map.set('a', 1);

    map.set('a', 2);

    expect([map.get('a'), map.size]).toEqual([2, 1]);
  });
});
