import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { domainClock, instant, realMonotonic } from '@hansom/platform-context';
import { aggregate, type Engine, int, text } from '@hansom/platform-store';

import { openLmdbStore } from '../src/index.ts';

const trips = aggregate({ name: 'trips', fields: { driver: text(), fare: int() }, states: { ON: {} } });
const monotonic = realMonotonic();

/** Transitions a second on lmdb, each of them on disk before it is answered. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hansom-bench-'));
  const clock = domainClock({ base: instant(0), at: monotonic.now(), speed: 1 }, monotonic);
  const store = openLmdbStore({ path: folder, clock });
  try {
    const engine = await store.open('bench');
    await perSecond(engine, { writers: 1, each: 50 }); // warms up
    const figures = {
      'transitions/s, one writer': await perSecond(engine, { writers: 1, each: 1_000 }),
      'transitions/s, 64 writers': await perSecond(engine, { writers: 64, each: 200 }),
      'serial reads of a state/s': await readsPerSecond(engine, 20_000),
    };
    return { name: 'store-lmdb transitions', figures };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function perSecond(engine: Engine, load: { writers: number; each: number }): Promise<number> {
  const start = monotonic.now();
  const writers = Array.from({ length: load.writers }, (_, i) => write(engine, `${start}-${i}`, load.each));
  await Promise.all(writers);
  return rate(load.writers * load.each, start);
}

async function readsPerSecond(engine: Engine, reads: number): Promise<number> {
  await write(engine, 'read', 1);
  const start = monotonic.now();
  for (let i = 0; i < reads; i++) await engine.readState(trips, 'read', 'serial');
  return rate(reads, start);
}

function rate(count: number, start: number): number {
  return Math.round((count / (monotonic.now() - start)) * 1_000);
}

async function write(engine: Engine, id: string, versions: number): Promise<void> {
  for (let version = 1; version <= versions; version++) {
    const event = { version, attempt: `a${version}`, type: 'trip.changed', payload: new Uint8Array(200) };
    await engine.commit(trips, {
      id,
      expect: { version: version - 1, fence: 0 },
      state: { version, state: 'ON', entered_version: version, driver: 'driver_1', fare: version },
      event: { ...event, occurred_at: 0 },
    });
  }
}
