import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { freePort } from '@hansom/platform-runtime/testing';
import { describeWithOwnCassandra } from '@hansom/testing-stores';
import { Client, policies } from 'cassandra-driver';

const ROOT = path.resolve(__dirname, '../../..');
const SUPERUSER = { user: 'cassandra', password: 'cassandra' };

jest.setTimeout(180_000); // builds what is not built yet, on a busy machine

let data: string;
let traffic: string;

beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'hansom-up-stores-'));
  traffic = `127.0.0.1:${await freePort()}`;
});

afterEach(async () => {
  await rm(data, { recursive: true, force: true });
});

/** A command to its end. */
async function run(
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<{ code: number; err: string }> {
  const env = { ...process.env, ...settings, HANSOM_TRAFFIC: traffic };
  const child = spawn(process.execPath, [path.join(ROOT, 'hansom'), ...args], { cwd: ROOT, env });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, err };
}

/** What `hansom up` says where it cannot start: it ends, and nothing runs, nor does anything say so. */
async function refused(stores: string, settings: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, err } = await run(['up', '--data', data, '--stores', stores, 'sample-hold'], settings);
  expect(code).toBe(1);
  expect(existsSync(path.join(data, 'up.json'))).toBe(false);
  return err;
}

function credentials({ user, password }: typeof SUPERUSER): NodeJS.ProcessEnv {
  return { HANSOM_CASSANDRA_USER: user, HANSOM_CASSANDRA_PASSWORD: password };
}

/** As if a version had been here that knows more migrations. */
async function noteLaterMigrations(
  node: string,
  { keyspace, last }: { keyspace: string; last: number },
): Promise<void> {
  const client = new Client({
    contactPoints: [node],
    credentials: { username: SUPERUSER.user, password: SUPERUSER.password },
    policies: { loadBalancing: new policies.loadBalancing.RoundRobinPolicy() }, // which needs to be told no data centre
  });
  for (let number = 2; number <= last; number += 1)
    await client.execute(
      `INSERT INTO ${keyspace}.schema_ledger (ledger, number, checksum, applied_at) VALUES ('all', ${number}, '', toTimestamp(now()))`,
    );
  await client.shutdown();
}

describe('hansom up', () => {
  it('says in a line which server does not answer, and ends', async () => {
    const address = `127.0.0.1:${await freePort()}`;

    const cassandra = await refused(`cassandra=${address}`);
    const redis = await refused(`redis=redis://${address}`);

    expect(cassandra).toMatch(
      /^hansom: Cassandra at \S+ cannot be reached \(.*ECONNREFUSED.*\): check [^\n]*\n$/,
    );
    expect(redis).toMatch(
      /^hansom: HANSOM_REDIS: Redis at \S+ cannot be reached: start it[^\n]*ECONNREFUSED[^\n]*\n$/,
    );
  });

  it('says in a line which program it lacks to start a server, and how to get it', async () => {
    expect(await refused('local', { PATH: data, JAVA_HOME: '' })).toMatch(
      /^hansom: --stores local: there is no `redis-server` on the path: `apt-get install redis-server`[^\n]*\n$/,
    );
  });

  it('says in a line that its folder is none', async () => {
    const file = path.join(data, 'a-file');
    await writeFile(file, '');
    data = file;

    expect(await refused('embedded')).toMatch(
      /^hansom: --data \S+: cannot keep data there \([^\n]*\): give another folder\n$/,
    );
    data = path.dirname(file);
  });
});

describeWithOwnCassandra('hansom up on a Cassandra that asks for a password', (start) => {
  it('says in a line that it is not let in, or that a later version was here, and ends', async () => {
    const { contactPoints } = await start({ passwords: true });
    const [node = ''] = contactPoints;

    const nobody = await refused(`cassandra=${node}`);
    const wrong = await refused(`cassandra=${node}`, credentials({ ...SUPERUSER, password: 'wrong' }));
    await run(['db', 'migrate', 'traffic'], { HANSOM_CASSANDRA: node, ...credentials(SUPERUSER) });
    await noteLaterMigrations(node, { keyspace: 'hansom_traffic', last: 9 });
    const late = await refused(`cassandra=${node}`, credentials(SUPERUSER));

    expect(nobody).toBe(
      `hansom: Cassandra at ${node} wants a user and a password: check HANSOM_CASSANDRA_USER and HANSOM_CASSANDRA_PASSWORD\n`,
    );
    expect(wrong).toBe(
      `hansom: Cassandra at ${node} does not let in the user cassandra: check HANSOM_CASSANDRA_USER and HANSOM_CASSANDRA_PASSWORD\n`,
    );
    expect(late).toMatch(
      /^hansom: HANSOM_REDIS is not set: [^\n]*\nhansom: traffic-1 does not run [^\n]*keyspace hansom_traffic is at migration 9 and this version knows \d+: a newer one was here, run that\)[^\n]*\n$/,
    );
  });
});
