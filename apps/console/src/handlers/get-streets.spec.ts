import { fakeEffects } from '@hansom/platform-context/testing';
import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { getStreets as route } from '../routes/streets.ts';
import { type StreetMap } from '../streets/street-atlas.ts';
import { getStreets } from './get-streets.ts';

const map: StreetMap = {
  attribution: '© OpenStreetMap contributors',
  bounds: { south: 57.66, west: 11.87, north: 57.75, east: 12.06 },
  packed: 'eJwDAAAAAAE=',
  version: 'v1',
};

async function ask(city: string, roles: string[] = ['OPS.GOT']) {
  const streets = { of: async (of: string) => (of === 'got' ? map : undefined) };
  const sent = { params: { city }, user: aUser({ id: 'staff_1', roles }) };
  return callRoute(implement(route, getStreets({ streets })), sent, { effects: fakeEffects() });
}

describe('getStreets', () => {
  it('gives the streets, to be kept and asked about again', async () => {
    const { version, ...body } = map;

    expect(await ask('got')).toMatchObject({
      ...{ status: 200, body },
      headers: { 'cache-control': 'private, no-cache', etag: `"${version}"` },
    });
  });

  it('says what to do where there are none', async () => {
    await expect(ask('lon', ['OPS'])).rejects.toMatchObject({
      code: 'console.no_streets',
      httpStatus: 404,
      description: expect.stringContaining('./hansom city import'),
    });
  });

  it('does not say whether there is a city that one may not see', async () => {
    await expect(ask('got', ['OPS.LON'])).rejects.toMatchObject({ code: 'console.no_city', httpStatus: 404 });
  });
});
