import { type Effects, type Millis } from '@hansom/platform-context';
import { type Engine } from '@hansom/platform-store';
import { type LocalCassandra } from '@hansom/testing-local-stores';

import { type CassandraStore, openCassandraStore } from '../src/index.ts';
import { realTime } from './specs-store.ts';
import { Storm, stormKeeps } from './storm.ts';

const CLIENTS = 8;
/** As processes would, they do not share a connection. */
const STORES = 4;

export interface Hurt {
  /** Between what is done to the nodes. */
  calmMs: Millis;
  frozenMs: Millis;
}

/** What came of a storm of writes on three nodes, one of which is killed and started again, and another frozen for a while. */
export interface Weathered {
  wrong: string[];
  acknowledged: number;
  longestGapMs: Millis;
}

export async function weather(cluster: LocalCassandra, { calmMs, frozenMs }: Hurt): Promise<Weathered> {
  const effects = realTime();
  const stores = await openStores(cluster, effects);
  try {
    const engines = await Promise.all(stores.map((store) => store.open('storm', stormKeeps)));
    const storm = new Storm(
      Array.from({ length: CLIENTS }, (_, client) => engines[client % STORES] as Engine), // there are so many
      effects,
    );
    const [, killed, frozen] = cluster.nodes;
    await effects.timers.sleep(calmMs);
    await killed?.kill();
    await effects.timers.sleep(calmMs);
    await killed?.restart();
    await effects.timers.sleep(calmMs);
    frozen?.freeze();
    await effects.timers.sleep(frozenMs);
    frozen?.thaw();
    await effects.timers.sleep(calmMs);
    await storm.stop();
    const wrong = await storm.wrong(engines[0] as Engine);
    return { wrong, acknowledged: storm.acknowledged, longestGapMs: storm.longestGapMs };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

async function openStores(cluster: LocalCassandra, effects: Effects): Promise<CassandraStore[]> {
  const { contactPoints: nodes, localDataCenter: dataCenter } = cluster;
  const options = { address: { nodes, dataCenter }, effects, replication: { [dataCenter]: 3 } };
  return Promise.all(Array.from({ length: STORES }, () => openCassandraStore(options)));
}
