import { contendedTable, type Keeps, optional, table, text } from '@hansom/platform-store';
import { describeWithCassandra } from '@hansom/testing-stores';

import { Client } from 'cassandra-driver';

import { type CassandraStore, type CassandraStoreOptions, openCassandraStore } from '../src/index.ts';
import { letChurn } from '../src/schema/index.ts';
import { keepsOf, optionsFor } from './specs-store.ts';

const seats = contendedTable({ name: 'seats', partition: { id: text() }, columns: { guest: text() } });
const seatsWithNote = contendedTable({
  name: 'seats',
  partition: { id: text() },
  columns: { guest: text(), note: optional(text()) },
});
const first = keepsOf([seats]);
const NOTE = 'ALTER TABLE seats ADD (note text);';
const second: Keeps = { ...first, definitions: [seatsWithNote], migrations: [...first.migrations, NOTE] };
const third: Keeps = { ...second, migrations: [...second.migrations, 'ALTER TABLE seats ADD (row text);'] };

describeWithCassandra('the migrations of a service', (cassandra) => {
  const stores: CassandraStore[] = [];
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  async function opened(over: Partial<CassandraStoreOptions> = {}): Promise<CassandraStore> {
    const store = await openCassandraStore(optionsFor(cassandra(), over));
    stores.push(store);
    return store;
  }

  it('are applied by whoever opens first, and once when many open at the same time', async () => {
    const instances = await Promise.all([opened(), opened(), opened()]);

    const engines = await Promise.all(instances.map((store) => store.open('many', second)));

    const answers = await Promise.all(
      engines.map((engine, i) =>
        engine.insertIfAbsent(seatsWithNote, { id: 's', guest: `g${i}`, note: 'x' }),
      ),
    );
    expect(answers.filter(({ applied }) => applied)).toHaveLength(1);
    await expect(instances[0]?.status('many', second)).resolves.toMatchObject({ applied: 2, known: 2 });
  });

  it('go on where the last version stopped, and keep what is there', async () => {
    const store = await opened();
    const before = await store.open('going-on', first);
    await before.insertIfAbsent(seats, { id: 's', guest: 'anna' });

    const after = await store.open('going-on', second);

    await expect(after.get(seatsWithNote, { id: 's' }, 'serial')).resolves.toEqual({
      id: 's',
      guest: 'anna',
    });
  });

  it('let the version before run beside the next one, and not the one before that', async () => {
    const store = await opened();
    await store.open('rolling', third);

    await expect(store.open('rolling', second)).resolves.toBeDefined();
    await expect(store.open('rolling', first)).rejects.toThrow(
      /keyspace \w+_rolling is at migration 3 and this version knows 1: a newer one was here, run that/,
    );
  });

  it('cannot be changed afterwards, but for their layout', async () => {
    const store = await opened();
    await store.open('changed', first);
    const [migration = ''] = first.migrations;
    const laidOut = { ...first, migrations: [`-- the same\n${migration.replaceAll('\n', '\n ')}`] };
    const other = { ...first, migrations: [migration.replace('guest text', 'guest blob')] };

    await expect(store.open('changed', laidOut)).resolves.toBeDefined();
    await expect(store.open('changed', other)).rejects.toThrow(/migration 1 was changed after keyspace/);
  });

  it('let a table forget soon what was deleted, from its first day on or later', async () => {
    const live = table({ name: 'live', partition: { city: text() }, columns: { id: text() } });
    const churning = table({ ...live, churns: true });
    const before = keepsOf([live]);
    const after = {
      ...before,
      definitions: [churning],
      migrations: [...before.migrations, letChurn('live')],
    };
    const store = await opened();

    await store.open('lasting', before);
    await store.open('later', after);
    await store.open('always', keepsOf([churning]));

    expect(await graceOf('live')).toEqual({ lasting: 864_000, later: 600, always: 600 });
  });

  /** Seconds for which each service's table remembers what was deleted. */
  async function graceOf(name: string): Promise<Record<string, number>> {
    const { contactPoints, localDataCenter, port, keyspace } = cassandra();
    const client = new Client({
      ...{ contactPoints: [...contactPoints], localDataCenter },
      protocolOptions: { port },
    });
    const { rows } = await client.execute(
      'SELECT keyspace_name, table_name, gc_grace_seconds FROM system_schema.tables',
    );
    await client.shutdown();
    const own = rows.filter((row) => row.table_name === name && row.keyspace_name.startsWith(`${keyspace}_`));
    return Object.fromEntries(
      own.map((row) => [row.keyspace_name.slice(keyspace.length + 1), row.gc_grace_seconds]),
    );
  }

  it('are left to an operator who wants that', async () => {
    const strict = await opened({ migrations: 'check' });

    const refused = strict.open('checked', first);

    await expect(refused).rejects.toThrow(/is at migration 0 of 1: run hansom db migrate first/);
    await strict.migrate('checked', first);
    await expect(strict.open('checked', first)).resolves.toBeDefined();
  });

  it('are taken up by the next instance when one died half-way', async () => {
    const store = await opened();
    const [migration = ''] = first.migrations;
    const broken = {
      ...first,
      migrations: [`${migration} CREATE TABLE other (id nonsense, PRIMARY KEY ((id)));`],
    };
    const mended = {
      ...first,
      migrations: [`${migration} CREATE TABLE other (id text, PRIMARY KEY ((id)));`],
    };

    await expect(store.open('half', broken)).rejects.toMatchObject({ code: 'store.refused' });
    await store.open('half', mended);

    await expect(store.status('half', mended)).resolves.toMatchObject({ applied: 1 });
  });
});
