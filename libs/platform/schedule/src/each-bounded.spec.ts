import { settle } from '@hansom/platform-context/testing';

import { eachBounded } from './each-bounded.ts';

describe('eachBounded', () => {
  it('runs so many at a time, until all are done', async () => {
    const waiting: (() => void)[] = [];
    const begun: number[] = [];
    const done = eachBounded([1, 2, 3], 2, async (item) => {
      begun.push(item);
      await new Promise<void>((resolve) => waiting.push(resolve));
    });
    await settle();
    expect(begun).toEqual([1, 2]);

    waiting[0]?.();
    await settle();
    expect(begun).toEqual([1, 2, 3]);
    for (const release of waiting) release();

    await expect(done).resolves.toBeUndefined();
  });

  it('rejects with the first failure', async () => {
    const failing = eachBounded([1, 2], 2, async (item) => {
      throw new Error(`item ${item}`);
    });

    await expect(failing).rejects.toThrow('item 1');
  });
});
