import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { auth, Client } from 'cassandra-driver';

import { describeNeeding } from '@hansom/testing-needs';

import { isAlive } from '../testing/is-alive.ts';
import { answersCql } from './answers-cql.ts';
import { lackingForCassandra } from '../lacking.ts';
import { type CassandraOptions, type LocalCassandra, startCassandra } from './local-cassandra.ts';

/** The jars may have to be fetched; and ten times what a busy machine takes. */
const PATIENCE_MS = 600_000;

describeNeeding('Cassandra as a process', lackingForCassandra(), () => {
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
    'asks for a password, and leaves a folder that it was given',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'hansom-kept-'));
      closing.push(() => rm(folder, { recursive: true }));
      const cassandra = await start({ folder, passwords: true });

      await expect(clientOf(cassandra).connect()).rejects.toThrow(/authenticat/i);
      await expect(clientOf(cassandra, 'wrong').connect()).rejects.toThrow(/incorrect/);
      const { rows } = await clientOf(cassandra, 'cassandra').execute(
        'SELECT release_version FROM system.local',
      );
      expect(rows.map((row) => row.get('release_version') as unknown)).toEqual(['5.0.8']);
      await cassandra.close();
      expect(readdirSync(folder)).not.toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'says in one line that its port is taken, and may be frozen',
    async () => {
      const cassandra = await start();
      const [node] = cassandra.nodes;

      const refused = startCassandra({ port: cassandra.port });
      await expect(refused).rejects.toThrow(`port ${cassandra.port} of 127.0.0.1 is in use`);

      node!.freeze();
      const frozen = await answersCql(node!.host, node!.port);
      node!.thaw();
      expect(frozen).toBe(false);
      expect(await answersCql(node!.host, node!.port)).toBe(true);
    },
    PATIENCE_MS,
  );
});
