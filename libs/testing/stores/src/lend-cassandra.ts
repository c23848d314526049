import { Client, policies } from 'cassandra-driver';

import { type Way } from './choice/choose-way.ts';
import { type Lent } from './lend.ts';
import { hostAndPort } from './shared/host-and-port.ts';
import { keepNeeded } from './shared/keep-needed.ts';
import { cassandraSharing, ensureCassandraAt } from './shared/shared-cassandra.ts';
import { askForShared } from './shared/shared-server.ts';
import { suiteName } from './suite-name.ts';
import { type TestCassandra } from './test-stores.ts';

/** A suite's place in the Cassandra that all share. */
export async function lendCassandra(ways: readonly Way[]): Promise<Lent<TestCassandra>> {
  const [first] = ways;
  if (first?.kind === 'address') return lendAt(await ensureCassandraAt(first.address));
  const server = await askForShared(cassandraSharing(ways));
  const release = keepNeeded(server);
  const { what, giveBack } = await lendAt([server.address]);
  return { what, giveBack: () => giveBack().finally(release) };
}

async function lendAt(contactPoints: readonly string[]): Promise<Lent<TestCassandra>> {
  const keyspace = suiteName();
  const { port } = hostAndPort(contactPoints[0] ?? '');
  const localDataCenter = await withClient(contactPoints, dataCenterOf);
  return {
    what: { contactPoints, port, localDataCenter, keyspace },
    giveBack: () => withClient(contactPoints, (client) => dropKeyspaces(client, keyspace)),
  };
}

async function withClient<T>(
  contactPoints: readonly string[],
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    contactPoints: [...contactPoints],
    policies: { loadBalancing: new policies.loadBalancing.RoundRobinPolicy() }, // which needs to be told no data centre
    socketOptions: { readTimeout: 60_000 },
  });
  try {
    return await work(client);
  } finally {
    await client.shutdown();
  }
}

async function dataCenterOf(client: Client): Promise<string> {
  const { rows } = await client.execute('SELECT data_center FROM system.local');
  return String(rows[0]?.get('data_center'));
}

/** One after the other: Cassandra agrees on one change of the schema at a time. */
async function dropKeyspaces(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.execute('SELECT keyspace_name FROM system_schema.keyspaces');
  const names = rows.map((row) => String(row.get('keyspace_name')));
  for (const name of names.filter((one) => one.startsWith(prefix)))
    await client.execute(`DROP KEYSPACE IF EXISTS "${name}"`);
}
