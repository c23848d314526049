import { budgetOf, contendedTable, openTable, table, text } from '@hansom/platform-store';
import { readTruly } from '@hansom/platform-store/testing';
import { type LocalCassandra } from '@hansom/testing-local-stores';
import { describeWithOwnCassandra } from '@hansom/testing-stores';
import { Client } from 'cassandra-driver';

import { type CassandraStore, openCassandraStore } from '../src/index.ts';
import { keepsOf, realTime } from './specs-store.ts';

const phones = contendedTable({ name: 'phones', partition: { phone: text() }, columns: { rider: text() } });
const trips = table({ name: 'trips', partition: { id: text() }, columns: { by: text() } });
/** Three servers, on a machine that does other things as well. */
const STARTS_WITHIN_MS = 300_000;
const REGIONS = ['eu', 'us', 'ap'] as const;

describeWithOwnCassandra('a Cassandra in three data centres', (start) => {
  const effects = realTime();
  let cluster: LocalCassandra;
  let stores: CassandraStore[];

  beforeAll(async () => {
    cluster = await start({ dataCenters: { eu: 1, us: 1, ap: 1 }, heapMb: 384 });
    stores = await Promise.all(
      REGIONS.map((region, index) =>
        openCassandraStore({
          address: {
            nodes: [cluster.contactPoints[index] ?? ''],
            dataCenter: region,
            answerWithinMs: 20_000,
          },
          effects,
          region,
        }),
      ),
    );
  }, STARTS_WITHIN_MS);
  afterAll(() => Promise.all((stores ?? []).map((store) => store.close())));

  it(
    'lets one of three regions have what is unique in all of them',
    async () => {
      const keeps = keepsOf([phones], 'global');
      const engines = await Promise.all(stores.map((store) => store.open('people', keeps)));
      const tables = engines.map((engine) => openTable(engine, phones, effects));
      const numbers = Array.from({ length: 4 }, (_, i) => `+46${i}`);

      for (const phone of numbers) {
        const outcomes = await Promise.all(
          tables.map((rows, i) => {
            const budget = budgetOf(effects, STARTS_WITHIN_MS);
            return rows.insertIfAbsent({ phone, rider: `${REGIONS[i]}` }, { budget });
          }),
        );

        const winners = REGIONS.filter((_, i) => outcomes[i]?.applied);
        expect(winners).toHaveLength(1);
        const seen = await Promise.all(tables.map((rows) => readTruly(() => rows.get({ phone }))));
        expect(seen.map((row) => row?.rider)).toEqual(REGIONS.map(() => winners[0]));
      }
    },
    STARTS_WITHIN_MS,
  );

  it('keeps what is regional in its own alone', async () => {
    const keeps = keepsOf([trips]);
    const engines = await Promise.all(stores.map((store) => store.open('rides', keeps)));

    await engines[0]?.put(trips, { id: 't1', by: 'eu' });

    const seen = await Promise.all(engines.map((engine) => engine.get(trips, { id: 't1' }, 'plain')));
    expect(seen.map((row) => row?.by)).toEqual(['eu', undefined, undefined]);
    expect(await placesOf(cluster)).toEqual({
      hansom_people: REGIONS.toSorted(),
      hansom_rides_eu: ['eu'],
      hansom_rides_us: ['us'],
      hansom_rides_ap: ['ap'],
    });
  });
});

/** In which data centres each keyspace of ours is. */
async function placesOf({ contactPoints, port, localDataCenter }: LocalCassandra) {
  const client = new Client({
    ...{ contactPoints: [...contactPoints], localDataCenter },
    protocolOptions: { port },
  });
  try {
    const { rows } = await client.execute('SELECT keyspace_name, replication FROM system_schema.keyspaces');
    const ours = rows.filter(({ keyspace_name }) => String(keyspace_name).startsWith('hansom_'));
    return Object.fromEntries(
      ours.map(({ keyspace_name, replication }) => [
        keyspace_name,
        Object.keys(replication as object)
          .filter((name) => name !== 'class')
          .sort(),
      ]),
    );
  } finally {
    await client.shutdown();
  }
}
