import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { lastKnownGoodFile } from './last-known-good.ts';
import { type Layer } from './layers.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hansom-config-'));
});

afterEach(() => rm(folder, { recursive: true }));

const LAYERS: Layer[] = [
  { name: 'BASE', document: { a: { b: [1, null] } } },
  { name: 'CITY(got)', city: 'got', document: {} },
];

describe('lastKnownGoodFile', () => {
  it('gives back what was written last, and leaves nothing else', async () => {
    const copy = lastKnownGoodFile(join(folder, 'booking', 'config.json'));

    await copy.write([]);
    await copy.write(LAYERS);

    expect(await copy.read()).toEqual(LAYERS);
    expect(await readdir(join(folder, 'booking'))).toEqual(['config.json']);
  });

  it('has nothing before the first time', async () => {
    expect(await lastKnownGoodFile(join(folder, 'none.json')).read()).toBeUndefined();
  });

  it('is for its owner alone', async () => {
    const path = join(folder, 'config.json');

    await lastKnownGoodFile(path).write(LAYERS);

    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    '',
    '{',
    '{}',
    '[1]',
    '[{"name":"BASE","document":[]}]',
    '[{"name":"BASE","document":null}]',
    '[{"name":"BASE","document":1}]',
    '[{"name":"BASE"}]',
    '[{"document":{}}]',
  ])('rejects when the file holds %j', async (text) => {
    const path = join(folder, 'config.json');
    await writeFile(path, text);

    await expect(lastKnownGoodFile(path).read()).rejects.toThrow();
  });

  it('rejects when it cannot be read or written', async () => {
    const copy = lastKnownGoodFile(folder);

    await expect(copy.read()).rejects.toThrow('EISDIR');
    await expect(copy.write(LAYERS)).rejects.toThrow();
  });
});
