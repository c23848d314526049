import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describeNeeding } from '@hansom/testing-needs';

import { lackingForRedis, until } from '../src/index.ts';
import { isAlive } from '../src/testing/is-alive.ts';

const patience = 60_000;

describeNeeding('a server whose owner was killed', lackingForRedis(), () => {
  it('ends as well, though it was frozen, and its folder goes', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hansom-owner-'));
    const node = ['--conditions=@hansom/source', '-r', '@swc-node/register'];
    const owner = spawn(process.execPath, [...node, path.join(__dirname, 'owner.ts')], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [told] = (await once(owner.stdout, 'data')) as [Buffer];
    const pid = Number(told.toString());
    const before = [
      isAlive(pid),
      readdirSync(folder).filter((name) => name.startsWith('hansom-redis-')).length,
    ];
    process.kill(pid, 'SIGSTOP');

    owner.kill('SIGKILL');
    await once(owner, 'exit');

    expect(before).toEqual([true, 1]);
    await expect(until(async () => !isAlive(pid), { patience })).resolves.toBe(true);
    const isEmpty = async (): Promise<boolean> =>
      !readdirSync(folder).some((name) => name.startsWith('hansom-'));
    await expect(until(isEmpty, { patience })).resolves.toBe(true);
    rmSync(folder, { recursive: true });
  });
});
