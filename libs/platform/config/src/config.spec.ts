import { fakeEffects } from '@hansom/platform-context/testing';
import { z } from 'zod';

import { type Change, type ConfigOptions, createConfig } from './config.ts';
import { type JsonObject } from './document.ts';
import { type LastKnownGood } from './last-known-good.ts';
import { type Layer } from './layers.ts';
import { ConfigError } from './problem.ts';
import { memorySource } from './testing/index.ts';

const Schema = z.object({ ttlMs: z.number().int().positive(), wave: z.number().default(1) });
type Values = z.infer<typeof Schema>;

const base = (document: JsonObject): Layer => ({ name: 'BASE', document });
const got = (document: JsonObject): Layer => ({ name: 'CITY(got)', city: 'got', document });
const GOOD = [base({ ttlMs: 15 })];
const BAD = [base({ ttlMs: -1 })];
const TOO_SMALL = { path: 'ttlMs', rule: 'Too small: expected number to be >0', layer: 'BASE' };

function memoryCopy(kept?: readonly Layer[]): LastKnownGood & { kept: readonly Layer[] | undefined } {
  const copy = {
    kept,
    read: () => Promise.resolve(copy.kept),
    write: (layers: readonly Layer[]) => {
      copy.kept = layers;
      return Promise.resolve();
    },
  };
  return copy;
}

async function setUp(options: { layers?: readonly Layer[]; lastKnownGood?: LastKnownGood } = {}) {
  const effects = fakeEffects();
  const source = memorySource(options.layers ?? GOOD);
  const all: ConfigOptions<Values> = {
    source,
    schema: Schema,
    effects,
    lastKnownGood: options.lastKnownGood,
  };
  const config = await createConfig(all);
  const changes: Change<Values>[] = [];
  config.onChange((change) => changes.push(change));
  return { config, source, effects, changes };
}

describe('createConfig', () => {
  it('gives the values of everywhere and of a city', async () => {
    const { config } = await setUp({ layers: [...GOOD, got({ wave: 3 })] });

    expect(config.current).toEqual({ ttlMs: 15, wave: 1 });
    expect(config.city('got')).toEqual({ ttlMs: 15, wave: 3 });
    expect(config.city('lon')).toBe(config.current);
    expect(config.problems).toEqual([]);
  });

  it('refuses to start on an invalid document, with every problem', async () => {
    const start = setUp({ layers: [base({ ttlMs: -1, wave: 'x' })] });

    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toMatchObject({
      problems: [TOO_SMALL, { path: 'wave', rule: 'expected number, received string', layer: 'BASE' }],
    });
  });

  it('refuses to start when its source is away, and says why', async () => {
    const cause = new Error('connection refused');
    const source = { ...memorySource(), load: () => Promise.reject(cause) };

    const start = createConfig({ source, schema: Schema, effects: fakeEffects() });

    await expect(start).rejects.toMatchObject({
      problems: [{ path: '', rule: 'cannot be read: Error: connection refused' }],
      cause,
    });
  });

  it('names the layer of each value, with those of a city when asked', async () => {
    const { config } = await setUp({ layers: [...GOOD, got({ ttlMs: 12 })] });

    expect(config.explain()).toEqual([
      { path: 'ttlMs', value: 15, layer: 'BASE' },
      { path: 'wave', value: 1, layer: 'DEFAULT' },
    ]);
    expect(config.explain('ttlMs', 'got')).toEqual([{ path: 'ttlMs', value: 12, layer: 'CITY(got)' }]);
  });
});

describe('a change', () => {
  it('is in force at once, and told with old, new and what differs', async () => {
    const { config, source, changes, effects } = await setUp();

    await source.put([base({ ttlMs: 20 })]);

    expect(config.current.ttlMs).toBe(20);
    expect(changes).toEqual([
      {
        city: undefined,
        old: { ttlMs: 15, wave: 1 },
        new: { ttlMs: 20, wave: 1 },
        differences: [{ path: 'ttlMs', old: 15, new: 20 }],
      },
    ]);
    expect(effects.log.lines).toEqual([
      { level: 'info', message: 'configuration changed', fields: { city: undefined, paths: ['ttlMs'] } },
    ]);
  });

  it('is in force when the listeners hear of it', async () => {
    const { config, source } = await setUp();
    const seen: number[] = [];
    config.onChange(() => seen.push(config.current.ttlMs));

    await source.put([base({ ttlMs: 20 })]);

    expect(seen).toEqual([20]);
  });

  it('of a city is told for that city, also when its layers come and go', async () => {
    const { source, changes, config } = await setUp();

    await source.put([...GOOD, got({ wave: 2 })]);
    await source.put(GOOD);

    expect(changes.map(({ city, differences }) => [city, differences])).toEqual([
      ['got', [{ path: 'wave', old: 1, new: 2 }]],
      ['got', [{ path: 'wave', old: 2, new: 1 }]],
    ]);
    expect(config.city('got')).toEqual({ ttlMs: 15, wave: 1 });
  });

  it('of everywhere is told for each city that it reaches', async () => {
    const { source, changes } = await setUp({ layers: [...GOOD, got({ ttlMs: 12 })] });

    await source.put([base({ ttlMs: 16 }), got({ ttlMs: 12 })]);
    await source.put([base({ ttlMs: 16, wave: 4 }), got({ ttlMs: 12 })]);

    expect(changes.map(({ city, differences }) => [city, differences.map(({ path }) => path)])).toEqual([
      [undefined, ['ttlMs']],
      [undefined, ['wave']],
      ['got', ['wave']],
    ]);
  });

  it('that changes no value is not told', async () => {
    const { source, changes } = await setUp();

    await source.put([base({ ttlMs: 15, wave: 1 })]);

    expect(changes).toEqual([]);
  });

  it('reaches the other listeners when one throws', async () => {
    const { config, source, effects } = await setUp();
    const [heard, cause]: [string[], Error] = [[], new Error('no')];
    config.onChange(() => {
      throw cause;
    });
    config.onChange(() => heard.push('second'));

    await source.put([base({ ttlMs: 20 })]);

    expect(heard).toEqual(['second']);
    const failed = { message: 'a listener to the configuration failed', fields: { city: undefined, cause } };
    expect(effects.log.lines).toContainEqual(expect.objectContaining(failed));
  });

  it('is not told to who has stopped listening', async () => {
    const { config, source } = await setUp();
    const heard: number[] = [];
    const stop = config.onChange((change) => heard.push(change.new.ttlMs));

    await source.put([base({ ttlMs: 20 })]);
    stop();
    await source.put([base({ ttlMs: 21 })]);

    expect(heard).toEqual([20]);
  });
});

describe('an invalid document', () => {
  it('never replaces a good one, and the reason can be read until it is mended', async () => {
    const { config, source, changes, effects } = await setUp();

    await source.put(BAD);
    expect(config.current.ttlMs).toBe(15);
    expect(config.problems).toEqual([TOO_SMALL]);
    const refused = { message: 'configuration refused', fields: { problems: [TOO_SMALL] } };
    expect(effects.log.lines).toMatchObject([refused]);

    await source.put([base({ ttlMs: 17 })]);
    expect(config.current.ttlMs).toBe(17);
    expect(config.problems).toEqual([]);
    expect(changes.map((change) => [change.old.ttlMs, change.new.ttlMs])).toEqual([[15, 17]]);
  });

  it('of one city keeps everything as it was', async () => {
    const { config, source } = await setUp();

    await source.put([base({ ttlMs: 20 }), got({ wave: 'x' })]);

    expect(config.current.ttlMs).toBe(15);
    expect(config.problems).toEqual([
      { path: 'wave', rule: 'expected number, received string', layer: 'CITY(got)' },
    ]);
  });

  it('counts like a source that goes away', async () => {
    const { config, source } = await setUp();

    await source.fail(new ConfigError([{ path: '', rule: 'base.json is not JSON' }]));
    expect(config.problems).toEqual([{ path: '', rule: 'base.json is not JSON' }]);

    await source.fail(new Error('gone'));
    expect(config.problems).toEqual([{ path: '', rule: 'cannot be read: Error: gone' }]);
    expect(config.current.ttlMs).toBe(15);
  });
});

describe('the last known good copy', () => {
  it('is what was last found valid', async () => {
    const lastKnownGood = memoryCopy();
    const { source } = await setUp({ lastKnownGood });
    expect(lastKnownGood.kept).toEqual(GOOD);

    await source.put([base({ ttlMs: 20 })]);
    await source.put(BAD);

    expect(lastKnownGood.kept).toEqual([base({ ttlMs: 20 })]);
  });

  it('starts a service whose documents have become invalid, which says so', async () => {
    const { config, effects } = await setUp({ layers: BAD, lastKnownGood: memoryCopy(GOOD) });

    expect(config.current.ttlMs).toBe(15);
    expect(config.problems).toEqual([TOO_SMALL]);
    expect(effects.log.lines).toEqual([
      {
        level: 'error',
        message: 'configuration refused: the last known good one is in force',
        fields: { problems: [TOO_SMALL] },
      },
    ]);
  });

  it('gives way to the source as soon as that is good again', async () => {
    const { config, source, changes } = await setUp({ layers: BAD, lastKnownGood: memoryCopy(GOOD) });

    await source.put([base({ ttlMs: 18 })]);

    expect(config.current.ttlMs).toBe(18);
    expect(changes).toHaveLength(1);
  });

  it('does not help when this version of the service finds it invalid too', async () => {
    const start = setUp({ layers: BAD, lastKnownGood: memoryCopy([base({ wave: 3 })]) });

    await expect(start).rejects.toMatchObject({ problems: [TOO_SMALL] });
  });

  it('may be unreadable or unwritable: that is logged, and the source counts', async () => {
    const [torn, full] = [new Error('torn'), new Error('full')];
    const broken = { read: () => Promise.reject(torn), write: () => Promise.reject(full) };
    const { config, effects } = await setUp({ lastKnownGood: broken });
    const source = memorySource(BAD);

    const start = createConfig({ source, schema: Schema, effects, lastKnownGood: broken });

    await expect(start).rejects.toMatchObject({ problems: [TOO_SMALL] });
    expect(config.current.ttlMs).toBe(15);
    expect(effects.log.lines.map(({ message, fields }) => [message, fields])).toEqual([
      ['cannot keep a copy of the configuration', { cause: full }],
      ['cannot read the last known good configuration', { cause: torn }],
    ]);
  });
});

describe('close', () => {
  it('stops watching, keeps the values and can be called again', async () => {
    const { config, source } = await setUp();
    expect(source.watchers).toBe(1);

    config.close();
    config.close();

    expect(source.watchers).toBe(0);
    expect(config.current.ttlMs).toBe(15);
  });

  it('ends a reload that is under way without effect', async () => {
    const { config, source, changes, effects } = await setUp();

    const put = source.put([base({ ttlMs: 20 })]);
    config.close();
    await put;

    expect(config.current.ttlMs).toBe(15);
    expect([changes, effects.log.lines]).toEqual([[], []]);
  });
});
