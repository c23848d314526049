import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { answersRedis, lackingForRedis, until } from '@hansom/testing-local-stores';
import { describeNeeding } from '@hansom/testing-needs';

import { hostAndPort } from '../src/shared/host-and-port.ts';
import { redisSharing } from '../src/shared/shared-redis.ts';
import { askForShared, type SharedServer, stillNeeded } from '../src/shared/shared-server.ts';

const PATIENCE_MS = 60_000;

describeNeeding('a server that processes share', lackingForRedis(), () => {
  let run: string;

  beforeEach(() => {
    run = mkdtempSync(path.join(tmpdir(), 'hansom-run-'));
  });

  afterEach(async () => {
    for (const name of servers()) rmSync(path.join(run, name, 'asked'), { force: true });
    await until(async () => servers().length === 0, { patience: PATIENCE_MS });
    rmSync(run, { recursive: true });
  });

  /** Folders of those that have not ended. */
  function servers(): string[] {
    return readdirSync(run).filter((name) => /^redis-/.test(name));
  }

  const sharing = () => redisSharing([{ kind: 'process' }], run);
  const answers = ({ address }: SharedServer) => answersRedis(hostAndPort(address));
  const asked = ({ folder }: SharedServer) => path.join(folder, 'asked');

  async function inProcess(): Promise<SharedServer> {
    const node = ['--conditions=@hansom/source', '-r', '@swc-node/register'];
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...node,
      path.join(__dirname, 'asker.ts'),
      run,
    ]);
    return JSON.parse(stdout) as SharedServer; // as asker.ts writes it
  }

  it('is one for all who ask at once, and outlives them', async () => {
    const here = Array.from({ length: 3 }, () => askForShared(sharing()));
    const given = await Promise.all([inProcess(), inProcess(), ...here]);

    expect(new Set(given.map(({ address }) => address)).size).toBe(1);
    expect(servers()).toHaveLength(1);
    await expect(answers(given[0]!)).resolves.toBe(true);
  });

  it('is replaced when it has crashed', async () => {
    const first = await askForShared(sharing());
    process.kill(Number(first.end.split(' ').at(-1)), 'SIGKILL');

    const second = await askForShared(sharing());

    expect(second.folder).not.toBe(first.folder);
    await expect(answers(second)).resolves.toBe(true);
    await expect(until(async () => !existsSync(first.folder), { patience: PATIENCE_MS })).resolves.toBe(true);
    expect(stillNeeded(second)).toBe(true);
  });

  it('ends, with all that it kept, when nobody has asked for ten minutes', async () => {
    const server = await askForShared(sharing());
    const longAgo = new Date(Date.now() - 11 * 60_000);
    utimesSync(asked(server), longAgo, longAgo);

    const ended = await until(async () => !existsSync(server.folder), { patience: PATIENCE_MS });

    expect(ended).toBe(true);
    await expect(answers(server)).resolves.toBe(false);
    expect(stillNeeded(server)).toBe(false);
  });

  it('is needed again by whoever asks', async () => {
    const server = await askForShared(sharing());
    const before = new Date(Date.now() - 5 * 60_000);
    utimesSync(asked(server), before, before);

    const again = await askForShared(sharing());

    expect(again).toEqual(server);
    expect(statSync(asked(server)).mtimeMs).toBeGreaterThan(before.getTime());
  });
});
