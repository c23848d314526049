import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { fakeEffects } from '@hansom/platform-context/testing';

import { type Instance, PROPAGATION_MS, RunDirectory } from './run-directory.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-run-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function anInstance(over: Partial<Instance> = {}): Instance {
  const instance = over.instance ?? 'one';
  return {
    service: 'geosearch',
    instance,
    version: '1',
    address: '127.0.0.1:4001',
    pid: process.pid,
    ...over,
  };
}

function aDirectory() {
  const effects = fakeEffects();
  return { effects, directory: new RunDirectory(folder, effects) };
}

function aDeadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('RunDirectory', () => {
  it('lists what is registered, by service and instance, until it is withdrawn', async () => {
    const { directory } = aDirectory();
    const withdraw = await directory.register(anInstance());
    await directory.register(anInstance({ service: 'booking', instance: 'two' }));

    expect((await directory.list()).map((instance) => instance.service)).toEqual(['booking', 'geosearch']);
    await withdraw();
    await withdraw();

    expect(await directory.list('geosearch')).toEqual([]);
  });

  it('knows nothing where nothing ever ran', async () => {
    const { directory } = aDirectory();

    expect(await directory.list()).toEqual([]);
  });

  it('leaves out an instance whose process is gone, and removes its file', async () => {
    const { directory } = aDirectory();
    await directory.register(anInstance({ pid: aDeadPid() }));

    expect(await directory.list('geosearch')).toEqual([]);
    expect(await readdir(path.join(folder, 'geosearch'))).toEqual([]);
  });

  it('leaves out a file that is not an instance', async () => {
    const { directory } = aDirectory();
    await directory.register(anInstance());
    await writeFile(path.join(folder, 'geosearch', 'half.json'), '{"service":"geos');

    expect(await directory.list('geosearch')).toEqual([anInstance()]);
  });

  it('tells a watcher the addresses at once and after each change', async () => {
    const { directory, effects } = aDirectory();
    const seen: string[][] = [];
    const told = (count: number) => eventually(effects, () => seen.length >= count);
    const stop = directory.watch('geosearch', (addresses) => seen.push([...addresses]));
    await told(1);

    const withdraw = await directory.register(anInstance());
    await told(2);
    await withdraw();
    await told(3);
    stop();

    expect(seen).toEqual([[], ['127.0.0.1:4001'], []]);
  });
});

/** Files are read in real time while the poll sleeps in fake time: let both pass until the condition holds. */
async function eventually(effects: ReturnType<typeof fakeEffects>, condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5_000 && !condition(); turn++) await effects.time.advance(PROPAGATION_MS);
  expect(condition()).toBe(true);
}
