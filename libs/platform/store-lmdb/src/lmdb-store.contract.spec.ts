import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FakeTime } from '@hansom/platform-context/testing';
import { storeContract } from '@hansom/platform-store/testing';

import { openLmdbStore } from './index.ts';

storeContract('the lmdb store', async () => {
  const time = new FakeTime();
  const folder = await mkdtemp(path.join(tmpdir(), 'hansom-lmdb-'));
  const store = openLmdbStore({ path: folder, clock: time.clock, timers: time.timers });
  return {
    store,
    pass: (by) => time.advance(by),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
});
