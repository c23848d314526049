import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { transitionFigures, trips } from '@hansom/platform-store/testing';
import { openLmdbStore } from '@hansom/platform-store-lmdb';
import { startCassandra } from '@hansom/testing-local-stores';

import { openCassandraStore } from '../src/index.ts';
import { keepsOf, realTime } from '../test/specs-store.ts';

/** A round trip between processes costs more than a step in one: of the load of lmdb. */
const SHARE = 0.25;

/** Transitions a second on one Cassandra of this machine and on lmdb, side by side. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const [cassandra, lmdb] = [await onCassandra(), await onLmdb()]; // one after the other: they share the machine
  const sides = Object.keys(cassandra).map((name) => [name, `${cassandra[name]} (lmdb: ${lmdb[name]})`]);
  return { name: 'store-cassandra transitions', figures: Object.fromEntries(sides) };
}

async function onCassandra(): Promise<Record<string, number>> {
  const server = await startCassandra();
  try {
    const store = await openCassandraStore({ effects: realTime(), address: { nodes: server.contactPoints } });
    try {
      return await transitionFigures(await store.open('bench', keepsOf([trips])), SHARE);
    } finally {
      await store.close();
    }
  } finally {
    await server.close();
  }
}

async function onLmdb(): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hansom-bench-'));
  const store = openLmdbStore({ path: folder, clock: realTime().clock });
  try {
    return await transitionFigures(await store.open('bench'));
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
