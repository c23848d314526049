import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, type Server } from 'node:tls';

import { testCa } from '@hansom/platform-identity/testing';
import { describeWithRedis } from '@hansom/testing-stores';

import { specRedis } from './spec-redis.ts';

describeWithRedis('Redis behind TLS', (server) => {
  let folder: string;
  let caFile: string;
  let front: Server;

  /** `redis-server` may be built without TLS: here it stands behind a place that speaks it. */
  beforeAll(async () => {
    const {
      certificate: cert,
      key,
      ca,
    } = (await (await testCa()).named([{ type: 'dns', value: 'localhost' }])).current();
    folder = await mkdtemp(path.join(tmpdir(), 'hansom-spec-'));
    caFile = path.join(folder, 'ca.pem');
    await writeFile(caFile, ca);
    const { hostname, port } = new URL(server().url);
    front = createServer({ cert, key }, (socket) => {
      const behind = connect(Number(port || 6379), hostname);
      socket.on('error', () => behind.destroy()).pipe(behind);
      behind.on('error', () => socket.destroy()).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(front, 'listening');
  });
  afterAll(async () => {
    front.close();
    await rm(folder, { recursive: true });
  });

  function url(host: string): string {
    const { username, password } = new URL(server().url);
    const { port } = front.address() as AddressInfo; // it listens on a port
    return `rediss://${username}${password && `:${password}@`}${host}:${port}`;
  }

  it('is taken with the authorities that it was given', async () => {
    const { rateLimiter, checks, close } = await specRedis({ url: url('localhost') }, { caFile });
    const rate = { limit: 1, windowMs: 600_000 };

    const taken = [await rateLimiter('a').take('a', rate), await rateLimiter('a').take('a', rate)];

    expect(taken.map(({ allowed }) => allowed)).toEqual([true, false]);
    expect(await checks[0]?.run(new AbortController().signal)).toMatchObject({
      measurements: { away_ms: 0, unanswered_commands: 0 },
    });
    await close();
  });

  it('is refused without them, and under a name that it does not have', async () => {
    await expect(specRedis({ url: url('localhost') })).rejects.toThrow('HANSOM_REDIS_CA');
    await expect(specRedis({ url: url('127.0.0.1') }, { caFile })).rejects.toThrow('HANSOM_REDIS_CA');
  });
});
