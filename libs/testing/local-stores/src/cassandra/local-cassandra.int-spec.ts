import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { auth, Client } from 'cassandra-driver';

import { describeNeeding } from '@hansom/testing-needs';

import { isAlive } from '../testing/is-alive.ts';
import { answersCql } from './answers-cql.ts';
import { findJava } from './java.ts';
import { lackingForJars } from './jars.ts';
import { type CassandraOptions, type LocalCassandra, startCassandra } from './local-cassandra.ts';

const java = findJava();

/** The jars may have to be fetched; and ten times what a busy machine takes for three nodes. */
const PATIENCE_MS = 600_000;

describeNeeding('Cassandra as a process', 'lacking' in java ? java.lacking : lackingForJars(), () => {
  const closing: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close(); // clients before their servers
  });

  async function start(options?: CassandraOptions): Promise<LocalCassandra> {
    const cassandra = await startCassandra(options);
    closing.push(() => cassandra.close());
    return cassandra;
  }

  function clientOf(cassandra: LocalCassandra, password?: string): Client {
    const { contactPoints, port, localDataCenter } = cassandra;
    const authProvider = password ? new auth.PlainTextAuthProvider('cassandra', password) : undefined;
    const client = new Client({
      contactPoints: [...contactPoints],
      protocolOptions: { port },
      localDataCenter,
      ...(authProvider && { authProvider }),
    });
    closing.push(() => client.shutdown());
    return client;
  }

  it(
    'answers queries, keeps what it acknowledged when it is killed, and leaves nothing behind',
    async () => {
      const cassandra = await start();
      const [node] = cassandra.nodes;
      const { pid } = node!;
      const client = clientOf(cassandra);
      await client.execute(
        "CREATE KEYSPACE k WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}",
      );
      await client.execute('CREATE TABLE k.t (id int PRIMARY KEY)');
      await client.execute('INSERT INTO k.t (id) VALUES (1)');

      await node!.kill();
      const away = await answersCql(node!.host, node!.port);
      await node!.restart();

      expect(away).toBe(false);
      expect(isAlive(pid)).toBe(false);
      const { rows } = await clientOf(cassandra).execute('SELECT id FROM k.t');
      expect(rows.map((row) => row.get('id') as unknown)).toEqual([1]);
      await cassandra.close();
      expect(isAlive(pid)).toBe(false);
      await expect(node!.log()).resolves.toBe('');
    },
    PATIENCE_MS,
  );

  it(
    'asks for a password, in a folder that it keeps',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'hansom-kept-'));
      closing.push(() => rm(folder, { recursive: true }));
      const first = await start({ folder, passwords: true });
      const client = clientOf(first, 'cassandra');
      await client.execute("ALTER ROLE cassandra WITH PASSWORD = 'other'");

      await expect(clientOf(first).connect()).rejects.toThrow(/authenticat/i);
      await expect(clientOf(first, 'wrong').connect()).rejects.toThrow(/incorrect/);
      await first.close();
      const second = await start({ folder, passwords: true });

      const { rows } = await clientOf(second, 'other').execute('SELECT release_version FROM system.local');
      expect(rows.map((row) => row.get('release_version') as unknown)).toEqual(['5.0.8']);
      await second.close();
      expect(existsSync(folder)).toBe(true);
    },
    PATIENCE_MS,
  );

  it(
    'is a cluster of data centres, of which one may be frozen',
    async () => {
      const cassandra = await start({ dataCenters: { eu: 1, us: 1 }, heapMb: 384 });
      const client = clientOf(cassandra);
      await client.connect();
      const [eu, us] = cassandra.nodes;

      us!.freeze();
      const frozen = await answersCql(us!.host, us!.port);
      const other = await answersCql(eu!.host, eu!.port);
      us!.thaw();

      const hosts = client.hosts.values().map(({ datacenter, address }) => [datacenter, address]);
      expect(hosts.sort()).toEqual([
        ['eu', `127.0.0.1:${cassandra.port}`],
        ['us', `127.0.0.2:${cassandra.port}`],
      ]);
      expect([frozen, other]).toEqual([false, true]);
      expect(cassandra.localDataCenter).toBe('eu');
    },
    PATIENCE_MS,
  );

  it(
    'says in one line that its port is taken',
    async () => {
      const cassandra = await start();

      const refused = startCassandra({ port: cassandra.port });

      await expect(refused).rejects.toThrow(`port ${cassandra.port} of 127.0.0.1 is in use`);
    },
    PATIENCE_MS,
  );
});
