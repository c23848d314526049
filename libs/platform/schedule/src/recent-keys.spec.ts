import { RecentKeys } from './recent-keys.ts';

describe('RecentKeys', () => {
  it('forgets the key that was added longest ago', () => {
    const recent = new RecentKeys(2);
    for (const key of ['a', 'b', 'a', 'c']) recent.add(key);

    expect(['a', 'b', 'c'].map((key) => recent.has(key))).toEqual([true, false, true]);
  });
});
