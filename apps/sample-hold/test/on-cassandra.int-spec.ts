import { realEffects, silentLogger } from '@hansom/platform-context';
import { wallClock } from '@hansom/platform-runtime';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { type Store } from '@hansom/platform-store';
import { openCassandraStore } from '@hansom/platform-store-cassandra';
import { describeWithCassandra } from '@hansom/testing-stores';

import { sampleHold } from '../src/service.ts';
import { holdCases } from './hold-cases.ts';

describeWithCassandra('sample-hold on Cassandra', (cassandra) => {
  let store: Store;
  let running: BootedServices;

  beforeAll(async () => {
    const { contactPoints: nodes, keyspace } = cassandra();
    const effects = realEffects(wallClock(), silentLogger);
    store = await openCassandraStore({ address: { nodes }, effects, prefix: `${keyspace}_` });
    running = await bootServices([sampleHold], { store });
  });

  afterAll(async () => {
    await running.close();
    await store.close();
  });

  holdCases(() => running);
});
