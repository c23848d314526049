import { callHandler } from '@hansom/platform-rpc/testing';

import { aConfig, aContext } from '../../test/a-context.ts';
import { listCities } from './list-cities.ts';

describe('listCities', () => {
  it('reads all cities in the order of their codes', async () => {
    const ctx = aContext();

    const { cities, revision } = await callHandler(listCities(ctx), {});

    expect(cities.map(({ code, name }) => [code, name])).toEqual([
      ['abc', 'Abcton'],
      ['xyz', 'Xyzville'],
    ]);
    expect(revision).toBe(ctx.catalogue().revision);
  });

  it('reads none where none is configured', async () => {
    const ctx = aContext();
    ctx.config.set(aConfig({}));

    const { cities } = await callHandler(listCities(ctx), {});

    expect(cities).toEqual([]);
  });
});
