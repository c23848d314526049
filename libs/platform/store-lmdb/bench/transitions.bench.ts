import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { domainClock, instant, realMonotonic } from '@hansom/platform-context';
import { transitionFigures } from '@hansom/platform-store/testing';

import { openLmdbStore } from '../src/index.ts';

/** Transitions a second on lmdb, each of them on disk before it is answered. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hansom-bench-'));
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(0), at: monotonic.now(), speed: 1 }, monotonic);
  const store = openLmdbStore({ path: folder, clock });
  try {
    return {
      name: 'store-lmdb transitions',
      figures: await transitionFigures(await store.open('bench')),
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
