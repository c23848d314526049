import { Client } from 'cassandra-driver';

import { describeWithCassandra, describeWithOwnCassandra } from './describe-with-cassandra.ts';
import { type TestCassandra } from './test-stores.ts';

let first: TestCassandra;

async function keyspaces(
  { contactPoints, localDataCenter }: TestCassandra,
  create?: string,
): Promise<string[]> {
  const client = new Client({ contactPoints: [...contactPoints], localDataCenter });
  try {
    const replication = `{'class': 'NetworkTopologyStrategy', '${localDataCenter}': 1}`;
    if (create) await client.execute(`CREATE KEYSPACE ${create} WITH replication = ${replication}`);
    const { rows } = await client.execute('SELECT keyspace_name FROM system_schema.keyspaces');
    return rows.map((row) => String(row.get('keyspace_name')));
  } finally {
    await client.shutdown();
  }
}

describeWithCassandra('a suite on Cassandra', (cassandra) => {
  it('has a keyspace of its own, and those that begin with its name', async () => {
    first = cassandra();

    const some = await keyspaces(first, first.keyspace);
    const more = await keyspaces(first, `${first.keyspace}_more`);

    expect(some).toContain(first.keyspace);
    expect(more).toEqual(expect.arrayContaining([first.keyspace, `${first.keyspace}_more`]));
  });
});

describeWithCassandra('the next one', (cassandra) => {
  it('shares the server, and finds nothing of the first', async () => {
    const found = await keyspaces(cassandra());

    expect(cassandra().contactPoints).toEqual(first.contactPoints);
    expect(cassandra().keyspace).not.toBe(first.keyspace);
    expect(found.filter((name) => name.startsWith(first.keyspace))).toEqual([]);
  });
});

describeWithOwnCassandra('a suite that hurts its Cassandra', (start) => {
  it('has one of its own', async () => {
    const { contactPoints } = await start({ heapMb: 384 });

    expect(contactPoints).not.toEqual(first.contactPoints);
  });
});
