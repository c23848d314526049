import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { realEffects, silentLogger } from '@hansom/platform-context';
import { callHandler } from '@hansom/platform-rpc/testing';
import { keepsOf, wallClock } from '@hansom/platform-runtime';
import { type Engine, type Store } from '@hansom/platform-store';
import { openCassandraStore } from '@hansom/platform-store-cassandra';
import { openLmdbStore } from '@hansom/platform-store-lmdb';
import { Tenancy } from '@hansom/proto-common';
import { describeWithCassandra } from '@hansom/testing-stores';

import { ingest } from '../src/handlers/ingest.ts';
import { findNearest } from '../src/handlers/find-nearest.ts';
import { geosearch } from '../src/service.ts';
import { aContext, aShift, HERE, north, positionsOf, type SpecContext } from './a-context.ts';

const effects = realEffects(wallClock(), silentLogger);
/** More than a page of what is read. */
const DRIVERS = 1_200;
const ASKED = 200;

/** Who is found nearest, by shift id. */
async function nearest(ctx: SpecContext): Promise<string[]> {
  const around = { city: 'got', at: HERE, radiusMetres: 50_000, tenancy: Tenancy.ROBOT };
  const request = { ...around, limit: ASKED, serviceType: '', neighbours: [] };
  const { hits } = await callHandler(findNearest(ctx), request, ctx);
  return hits.map(({ shiftId }) => shiftId);
}

function comesBack(opened: () => Engine): void {
  const live = Array.from({ length: DRIVERS }, (_, n) => aShift(n));
  // Who is nearest is on the last page.
  const places = live.map((_, n) => ({ n, ...north(10 * (DRIVERS - n)) }));
  let before: SpecContext;
  let foundBefore: string[];

  beforeAll(async () => {
    before = await aContext(live, opened());
    for (let i = 0; i < DRIVERS; i += 1_000) {
      const some = positionsOf(before, places.slice(i, i + 1_000));
      await callHandler(ingest(before), some, before); // as they come: one batch after the other
    }
    foundBefore = await nearest(before);
    await before.writer.flush();
  });

  it('finds the same drivers after a start, before any of them has told where it is', async () => {
    const found = await nearest(before.restarted());

    expect(foundBefore).toHaveLength(ASKED);
    expect(found).toEqual(foundBefore);
  });

  it('offers nobody whose position is older than 15 s, and everybody again who tells a new one', async () => {
    const after = before.restarted();
    await after.effects.time.advance(15_001);

    const old = await nearest(after);
    await callHandler(ingest(after), positionsOf(after, places.slice(-ASKED)), after);

    expect(old).toEqual([]);
    expect(await nearest(after)).toEqual(foundBefore);
  });
}

describe('a city of geosearch on files', () => {
  let folder: string;
  let store: Store;
  let engine: Engine;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'geosearch-kept-'));
    store = openLmdbStore({ path: folder, clock: effects.clock });
    engine = await store.open('geosearch');
  });

  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  comesBack(() => engine);
});

describeWithCassandra('a city of geosearch on Cassandra', (cassandra) => {
  let store: Store;
  let engine: Engine;

  beforeAll(async () => {
    const { contactPoints: nodes, localDataCenter: dataCenter, keyspace } = cassandra();
    store = await openCassandraStore({ address: { nodes, dataCenter }, effects, prefix: `${keyspace}_` });
    engine = await store.open('geosearch', keepsOf(geosearch));
  });

  afterAll(() => store.close());

  comesBack(() => engine);
});
