import { createConfig } from '@hansom/platform-config';
import { memorySource } from '@hansom/platform-config/testing';
import { fakeEffects } from '@hansom/platform-context/testing';

import { aCity } from '../test/a-context.ts';
import { config as schema } from './config.ts';
import { liveCatalogue } from './live-catalogue.ts';

type Document = Parameters<ReturnType<typeof memorySource>['put']>[0][number]['document'];

function aLayer(cities: Readonly<Record<string, unknown>>, city?: string) {
  // A document of the spec is JSON.
  return { name: city ? `CITY(${city})` : 'BASE:city', city, document: { cities } as Document };
}

describe('liveCatalogue', () => {
  it('follows the configuration, and stays with the good one while a worse is there', async () => {
    const source = memorySource([aLayer({ abc: aCity() })]);
    const catalogue = liveCatalogue(await createConfig({ source, schema, effects: fakeEffects() }));
    const first = catalogue();

    await source.put([aLayer({ abc: aCity({ name: 'Newton' }) })]);
    const second = catalogue();
    await source.put([aLayer({ abc: aCity({ currency: 'none' }) })]);
    const third = catalogue();

    expect(first.cities.get('abc')?.name).toBe('Abcton');
    expect(second.cities.get('abc')?.name).toBe('Newton');
    expect(second.revision).not.toBe(first.revision);
    expect(third).toBe(second);
  });

  it('does not heed the layers of a city', async () => {
    const source = memorySource([aLayer({ abc: aCity() })]);
    const catalogue = liveCatalogue(await createConfig({ source, schema, effects: fakeEffects() }));
    const before = catalogue();

    await source.put([aLayer({ abc: aCity() }), aLayer({ abc: { name: 'Newton' } }, 'abc')]);

    expect(catalogue()).toBe(before);
  });
});
