import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { exclusively } from './mutex.mjs';

describe('exclusively', () => {
  let parent: string;
  let folder: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'hansom-mutex-'));
    folder = join(parent, 'install');
  });

  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  function diedHolding(): number {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(folder);
    writeFileSync(join(folder, 'holder'), `${pid}-nonce`);
    return pid;
  }

  it('hands on what the work gives and leaves nothing behind', async () => {
    const given = await exclusively(folder, { work: async () => 'done' });

    expect(given).toBe('done');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('lets the second wait for the first, and says for whom', async () => {
    const steps: string[] = [];
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));

    const first = exclusively(folder, {
      work: async () => {
        await finished;
        steps.push('first');
      },
    });
    const second = exclusively(folder, {
      work: async () => steps.push('second'),
      onWait: (pid) => {
        steps.push(`waits for ${pid}`);
        finish();
      },
    });
    await Promise.all([first, second]);

    expect(steps).toEqual([`waits for ${process.pid}`, 'first', 'second']);
  });

  it('is free again after work that failed', async () => {
    const failing = exclusively(folder, { work: () => Promise.reject(new Error('no network')) });

    await expect(failing).rejects.toThrow('no network');
    await expect(exclusively(folder, { work: async () => 'done' })).resolves.toBe('done');
  });

  it('goes to one of those that find its holder dead', async () => {
    diedHolding();
    let inside = 0;
    let mostInside = 0;
    const work = async (): Promise<void> => {
      mostInside = Math.max(mostInside, ++inside);
      await new Promise(setImmediate);
      inside--;
    };

    await Promise.all(Array.from({ length: 5 }, () => exclusively(folder, { work })));

    expect(mostInside).toBe(1);
  });
});
