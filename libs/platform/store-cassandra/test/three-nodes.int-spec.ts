import { describeWithOwnCassandra } from '@hansom/testing-stores';

import { weather } from './three-nodes.ts';

describeWithOwnCassandra('three nodes with every row on each of them', (start) => {
  it('keep every promise while one is killed and another hangs', async () => {
    const cluster = await start({ dataCenters: { dc1: 3 }, heapMb: 384 });

    const { wrong, acknowledged } = await weather(cluster, { calmMs: 2_000, frozenMs: 5_000 });

    expect(wrong).toEqual([]);
    expect(acknowledged).toBeGreaterThan(0);
  }, 300_000);
});
