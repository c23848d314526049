import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describeNeeding } from '@hansom/testing-needs';

import { isAlive } from '../testing/is-alive.ts';
import { type LocalRedis, type RedisOptions, startRedis } from './local-redis.ts';
import { answerOf, answersRedis } from './redis-answers.ts';
import { lackingForRedis } from '../lacking.ts';

describeNeeding('Redis as a process', lackingForRedis(), () => {
  const started: LocalRedis[] = [];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hansom-kept-'));
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((redis) => redis.close()));
    await rm(folder, { recursive: true });
  });

  async function start(options?: RedisOptions): Promise<LocalRedis> {
    const redis = await startRedis(options);
    started.push(redis);
    return redis;
  }

  it('serves, and leaves nothing behind', async () => {
    const redis = await start();
    const { pid } = redis;

    await expect(answerOf(redis, 'SET a 1')).resolves.toBe('+OK');
    await expect(redis.log()).resolves.toContain('Ready to accept connections');
    await redis.close();

    expect(isAlive(pid)).toBe(false);
    await expect(redis.log()).resolves.toBe('');
    await expect(answersRedis(redis)).resolves.toBe(false);
  });

  it('is empty after a kill, on the same port', async () => {
    const redis = await start();
    await answerOf(redis, 'SET a 1');
    const first = redis.pid;

    await redis.kill();
    const away = await answersRedis(redis);
    await redis.restart();

    expect(away).toBe(false);
    expect(redis.pid).not.toBe(first);
    await expect(answerOf(redis, 'DBSIZE')).resolves.toBe(':0');
  });

  it('keeps what it was told when it has a folder', async () => {
    const first = await start({ folder });
    await answerOf(first, 'SET a 1');
    await first.close();

    const second = await start({ folder });

    await expect(answerOf(second, 'DBSIZE')).resolves.toBe(':1');
    await second.close();
    expect(existsSync(folder)).toBe(true);
  });

  it('answers nothing while it is frozen, and goes on when it thaws', async () => {
    const redis = await start();
    await answerOf(redis, 'SET a 1');

    redis.freeze();
    const frozen = await answersRedis(redis);
    redis.thaw();

    expect(frozen).toBe(false);
    await expect(answerOf(redis, 'DBSIZE')).resolves.toBe(':1');
  });

  it('forgets when it is flushed', async () => {
    const redis = await start({ password: 'secret' });
    await answerOf({ ...redis, password: 'secret' }, 'SET a 1');

    await redis.flush();

    await expect(answerOf({ ...redis, password: 'secret' }, 'DBSIZE')).resolves.toBe(':0');
    await expect(answerOf(redis, 'DBSIZE')).resolves.toMatch(/NOAUTH/);
    expect(redis.url).toBe(`redis://:secret@127.0.0.1:${redis.port}`);
  });

  it('says in one line that its port is taken', async () => {
    const other = await start();

    const refused = startRedis({ port: other.port });

    await expect(refused).rejects.toThrow(
      `port ${other.port} of 127.0.0.1 is in use: end what listens there, or choose another port`,
    );
  });

  it('says in one line what its program complains of', async () => {
    const manifest = path.join(folder, 'appendonlydir/appendonly.aof.manifest');
    await mkdir(path.dirname(manifest));
    await writeFile(manifest, 'not of Redis');

    const refused = startRedis({ folder });

    await expect(refused).rejects.toThrow(/^Redis on 127\.0\.0\.1:\d+ ended with 1 while it started: .+$/);
  });

  it('says in one line that it has nowhere to store', async () => {
    const refused = startRedis({ folder: '/dev/null/redis' });

    await expect(refused).rejects.toThrow(/^there is no room for its data: ENOTDIR/);
  });
});
