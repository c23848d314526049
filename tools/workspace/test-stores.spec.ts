import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endTestStores } from './test-stores.mjs';

describe('endTestStores', () => {
  let run: string;
  let asked: string;

  beforeEach(() => {
    run = mkdtempSync(join(tmpdir(), 'hansom-run-'));
    mkdirSync(join(run, 'redis-1'));
    asked = join(run, 'redis-1/asked');
    writeFileSync(asked, '');
    writeFileSync(join(run, 'redis.json'), JSON.stringify({ folder: join(run, 'redis-1') }));
  });

  afterEach(() => {
    rmSync(run, { recursive: true, force: true });
  });

  it('asks each server to end, waits until it has, and leaves nothing', async () => {
    const ending = endTestStores(run);
    const asksToEnd = !existsSync(asked);
    rmSync(join(run, 'redis-1'), { recursive: true });

    await expect(ending).resolves.toEqual([]);
    expect(asksToEnd).toBe(true);
    expect(existsSync(run)).toBe(false);
  });

  it('waits for none that never came up', async () => {
    rmSync(join(run, 'redis.json'));

    await expect(endTestStores(run)).resolves.toEqual([]);
    expect(existsSync(run)).toBe(false);
  });

  it('says which do not end', async () => {
    await expect(endTestStores(run, { patienceMs: 1 })).resolves.toEqual([join(run, 'redis-1')]);
  });

  it('has nothing to do where no suite asked for one', async () => {
    await expect(endTestStores(join(run, 'never'))).resolves.toEqual([]);
  });
});
