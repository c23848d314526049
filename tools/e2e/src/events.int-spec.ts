import path from 'node:path';

import { eventually } from '@hansom/platform-context/testing';
import { freePort } from '@hansom/platform-runtime/testing';
import { type LocalRedis } from '@hansom/testing-local-stores';
import { describeWithOwnRedis } from '@hansom/testing-stores';

import { openProcesses, type Processes } from './testing/chaos/processes.ts';
import { type Clerk, startClerk } from './testing/clerk.ts';

const ROOT = path.resolve(__dirname, '../../..');
const HOLDS = 10;

/** Real processes on one folder and one Redis: the owner of the events twice, who listens, and the control plane. */
describeWithOwnRedis('events between processes', (start) => {
  let redis: LocalRedis;
  let processes: Processes;
  let clerk: Clerk;

  beforeAll(async () => {
    redis = await start();
    processes = await openProcesses(ROOT, ['traffic', 'sample-hold']);
    const port = String(await freePort());
    const env = { HANSOM_TRAFFIC: `127.0.0.1:${port}`, HANSOM_REDIS: redis.url };
    await processes.start('traffic', { ...env, HANSOM_PORT: port });
    await Promise.all([processes.start('sample-hold', env), processes.start('sample-hold', env)]);
    const { data } = processes;
    clerk = await startClerk({ data, traffic: env.HANSOM_TRAFFIC, redis: redis.url });
  }, 120_000);

  afterAll(async () => {
    await clerk?.close();
    await processes?.close();
  });

  it('come by Redis, each aggregate in order', async () => {
    await holdSome('first');
    await allHeard(HOLDS);

    expect([...clerk.heard.values()]).toEqual(Array.from({ length: HOLDS }, () => [1, 2]));
    expect(await clerk.figure('hansom_events_handled_total')).toBeGreaterThanOrEqual(2 * HOLDS);
    expect(await clerk.figure('hansom_events_fetched_total')).toBeLessThan(2 * HOLDS);
  }, 120_000);

  it('come while Redis is away, and by it again when it is back, empty', async () => {
    await redis.kill();
    await holdSome('second');
    await allHeard(2 * HOLDS);

    await redis.restart();
    await holdSome('third');
    await allHeard(3 * HOLDS);

    expect([...clerk.heard.values()]).toEqual(Array.from({ length: 3 * HOLDS }, () => [1, 2]));
  }, 120_000);

  async function holdSome(name: string): Promise<void> {
    await Promise.all(Array.from({ length: HOLDS }, (_, index) => clerk.hold(`${name}-${index}`)));
  }

  async function allHeard(holds: number): Promise<void> {
    const events = (): number =>
      [...clerk.heard.values()].reduce((sum, versions) => sum + versions.length, 0);
    await eventually(() => events() >= 2 * holds, { what: `${2 * holds} events are heard` });
  }
});
