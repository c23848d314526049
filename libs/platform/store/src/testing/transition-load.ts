import { realMonotonic } from '@hansom/platform-context';

import { aggregate, type Engine, int, text } from '../index.ts';

/** The aggregate that the load is about: an engine with a schema is to have it. */
export const trips = aggregate({
  name: 'trips',
  fields: { driver: text(), fare: int() },
  states: { ON: {} },
});

const monotonic = realMonotonic();

/** How many transitions an engine makes a second, alone and many at a time, and how many states it reads. `share`: of the full load. */
export async function transitionFigures(engine: Engine, share = 1): Promise<Record<string, number>> {
  const part = (count: number): number => Math.ceil(count * share);
  await perSecond(engine, { writers: 1, each: 50 }); // warms up
  return {
    'transitions/s, one writer': await perSecond(engine, { writers: 1, each: part(1_000) }),
    'transitions/s, 64 writers': await perSecond(engine, { writers: 64, each: part(200) }),
    'serial reads of a state/s': await readsPerSecond(engine, part(20_000)),
  };
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
