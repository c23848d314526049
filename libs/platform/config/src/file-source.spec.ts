import { mkdir, mkdtemp, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { eventually, type FakeEffects, fakeEffects, settle } from '@hansom/platform-context/testing';
import { z } from 'zod';

import { createConfig } from './config.ts';
import { fileSource, type FileSourceOptions } from './file-source.ts';
import { ConfigError } from './problem.ts';

let folder: string;
let effects: FakeEffects;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hansom-config-'));
  effects = fakeEffects();
});

afterEach(() => rm(folder, { recursive: true }));

const aSource = (options: Partial<FileSourceOptions> = {}) =>
  fileSource({ folder, service: 'booking', effects, ...options });

async function put(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('load', () => {
  it('gives the layers in their order, of this service, region, environment and of every city', async () => {
    const files = [
      'base',
      'booking',
      'eu',
      'eu.booking',
      'live',
      'live.booking',
      'city/lon',
      'city/got.booking',
      'city/got',
    ];
    const others = ['shift', 'us', 'eu.shift', 'test', 'live.shift', 'city/got.shift'];
    for (const file of [...files, ...others]) await put(`${file}.json`, { file });

    const layers = await aSource({ region: 'eu', env: 'live' }).load();

    expect(layers).toEqual([
      { name: 'BASE', document: { file: 'base' } },
      { name: 'BASE:booking', document: { file: 'booking' } },
      { name: 'REGION(eu)', document: { file: 'eu' } },
      { name: 'REGION(eu):booking', document: { file: 'eu.booking' } },
      { name: 'ENV(live)', document: { file: 'live' } },
      { name: 'ENV(live):booking', document: { file: 'live.booking' } },
      { name: 'CITY(got)', city: 'got', document: { file: 'city/got' } },
      { name: 'CITY(got):booking', city: 'got', document: { file: 'city/got.booking' } },
      { name: 'CITY(lon)', city: 'lon', document: { file: 'city/lon' } },
    ]);
  });

  it('takes a file that is not there for a layer that says nothing', async () => {
    await put('base.json', {});

    expect(await aSource({ region: 'eu', env: 'live' }).load()).toEqual([{ name: 'BASE', document: {} }]);
  });

  it('has no layers of region and environment where there are none', async () => {
    await put('eu.json', {});

    expect(await aSource().load()).toEqual([]);
  });

  it('does not take a folder that is not there for an empty one', async () => {
    await expect(aSource({ folder: join(folder, 'nowhere') }).load()).rejects.toThrow('ENOENT');
  });

  it('lists every document that is no JSON object', async () => {
    await put('base.json', '{"a": ');
    await put('booking.json', '[1]');
    await put('city/got.json', 'null');

    const load = aSource().load();

    await expect(load).rejects.toThrow(ConfigError);
    await expect(load).rejects.toMatchObject({
      problems: [
        { path: '', rule: expect.stringMatching(/^base\.json is not JSON: /), layer: 'BASE' },
        { path: '', rule: 'booking.json is not a JSON object', layer: 'BASE:booking' },
        { path: '', rule: 'got.json is not a JSON object', layer: 'CITY(got)' },
      ],
    });
  });

  it("refuses a file of a city that is not named by a city's code", async () => {
    await put('city/GOT.json', {});
    await put('city/gote.booking.json', {});
    await put('city/README.md', 'not a document');

    await expect(aSource().load()).rejects.toMatchObject({
      problems: [
        { path: '', rule: "city/GOT.json does not begin with a city's code" },
        { path: '', rule: "city/gote.booking.json does not begin with a city's code" },
      ],
    });
  });
});

describe('fileSource', () => {
  it.each([
    { service: 'Booking' },
    { service: '../etc/passwd' },
    { service: 'etc/passwd' },
    { service: 'base' },
    { region: 'city' },
    { service: 'city', env: 'city' },
    { region: 'booking' },
    { region: 'eu', env: 'eu' },
    { env: '' },
  ])('refuses names that files cannot have or share: %j', (names) => {
    expect(() => aSource(names)).toThrow(TypeError);
  });

  it('tells the documents of the service `city` from the folder of cities', async () => {
    await put('city.json', { a: 1 });
    await put('city/got.city.json', { a: 2 });

    expect(await aSource({ service: 'city' }).load()).toEqual([
      { name: 'BASE:city', document: { a: 1 } },
      { name: 'CITY(got):city', city: 'got', document: { a: 2 } },
    ]);
  });
});

describe('watch', () => {
  async function look(times = 1): Promise<void> {
    for (let time = 0; time < times; time++) {
      await effects.time.advance(1_000);
      await eventually(() => effects.time.waiting === 1);
    }
  }

  async function watched(): Promise<{ calls: () => number; stop: () => void }> {
    await put('base.json', { a: 1 });
    const source = aSource();
    await source.load();
    let calls = 0;
    const stop = source.watch(async () => {
      calls += 1;
      await source.load().catch(() => undefined);
    });
    return { calls: () => calls, stop };
  }

  it.each([
    ['written', () => put('base.json', { a: 22 })],
    ['added', () => put('booking.json', { a: 1 })],
    ['removed', () => unlink(join(folder, 'base.json'))],
    ['added for a city', () => put('city/got.json', {})],
  ])('tells once within a second that a file was %s', async (_, change) => {
    const { calls } = await watched();
    await look();
    expect(calls()).toBe(0);

    await change();
    await look(2);

    expect(calls()).toBe(1);
  });

  it('does not tell of files that are none of this service', async () => {
    const { calls } = await watched();

    await put('shift.json', {});
    await look();

    expect(calls()).toBe(0);
  });

  it('tells what was written between loading and watching', async () => {
    await put('base.json', { a: 1 });
    const source = aSource();
    await source.load();
    await put('base.json', { a: 1_000 });
    let told = false;

    source.watch(() => Promise.resolve(void (told = true)));
    await effects.time.advance(1_000);

    await eventually(() => told);
  });

  it('tells once of a document that cannot be read, then when it is mended', async () => {
    await put('base.json', '{');
    const source = aSource();
    await source.load().catch(() => undefined);
    let calls = 0;
    source.watch(async () => {
      calls += 1;
      await source.load();
    });

    await look();
    expect(calls).toBe(0);

    await put('base.json', '{}');
    await look();
    expect(calls).toBe(1);
  });

  it('waits for the one who is told before it looks again', async () => {
    await put('base.json', {});
    let finish: () => void = () => undefined;
    let calls = 0;
    aSource().watch(() => {
      calls += 1;
      return new Promise((resolve) => (finish = resolve));
    });

    await effects.time.advance(1_000);
    await eventually(() => calls === 1);
    await effects.time.advance(5_000);
    expect([calls, effects.time.waiting]).toEqual([1, 0]);

    finish();
    await eventually(() => effects.time.waiting === 1);
  });

  it.each([
    ['a file of no city', 'city/notes.json', "city/notes.json does not begin with a city's code"],
    ['a file that cannot be read', 'booking.json/x', 'EISDIR'],
  ])('tells once of %s, which `problems` then names, until it is mended', async (_, file, rule) => {
    await put('base.json', { a: 1 });
    const config = await createConfig({ source: aSource(), schema: z.object({ a: z.number() }), effects });

    await put(file, {});
    await look(3);
    expect(config.problems).toMatchObject([{ path: '', rule: expect.stringContaining(rule) }]);
    expect(effects.log.lines).toMatchObject([{ message: 'configuration refused' }]);

    await rm(join(folder, dirname(file)), { recursive: true });
    await put('base.json', { a: 2 });
    await look(3);
    expect([config.current.a, config.problems]).toEqual([2, []]);
    config.close();
  });

  it('tells when the folder is gone, for each reason once, and when it is there again as it was', async () => {
    const { calls } = await watched();
    await rename(folder, `${folder}-gone`);
    await look(2);
    expect(calls()).toBe(1);

    await writeFile(folder, 'not a folder');
    await look(2);
    expect(calls()).toBe(2);

    await unlink(folder);
    await rename(`${folder}-gone`, folder);
    await look(2);
    expect(calls()).toBe(3);
    expect(effects.log.lines).toEqual([]);
  });

  it('goes on when whoever is told of a change cannot deal with it', async () => {
    const cause = new Error('cannot');
    aSource().watch(() => Promise.reject(cause));

    await look();

    expect(effects.log.lines).toMatchObject([{ level: 'warn', fields: { folder, cause } }]);
  });

  it('leaves no timer behind when it is stopped, also while it looks', async () => {
    const idle = await watched();
    idle.stop();
    expect(effects.time.waiting).toBe(0);

    let calls = 0;
    const source = aSource();
    const stop = source.watch(() => Promise.resolve(void (calls += 1)));
    await effects.time.advance(1_000);
    stop();
    await eventually(() => calls === 1);
    await settle();
    await settle();

    expect(effects.time.waiting).toBe(0);
  });
});
