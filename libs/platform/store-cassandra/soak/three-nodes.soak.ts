import { startCassandra } from '@hansom/testing-local-stores';

import { weather } from '../test/three-nodes.ts';

const LONGEST_GAP_MS = 5_000;

/** 8 clients on 20 contended rows of three nodes, replication 3: one is killed, then another hangs for 20 s. */
export async function soak(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const cluster = await startCassandra({ dataCenters: { dc1: 3 } });
  try {
    const { wrong, acknowledged, longestGapMs } = await weather(cluster, {
      calmMs: 10_000,
      frozenMs: 20_000,
    });
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    if (longestGapMs > LONGEST_GAP_MS) throw new Error(`for ${longestGapMs} ms nothing was acknowledged`);
    return { name: 'three-nodes', figures: { acknowledged, 'longest gap, ms': longestGapMs } };
  } finally {
    await cluster.close();
  }
}
