import { callHandler } from '@hansom/platform-rpc/testing';
import { ZoneKind } from '@hansom/proto-city';

import { aContext, IN_CENTRE, NOWHERE } from '../../test/a-context.ts';
import { findCity } from './find-city.ts';

describe('findCity', () => {
  it('finds the city and its zones around a point', async () => {
    const ctx = aContext();

    const { outcome, revision } = await callHandler(findCity(ctx), { at: IN_CENTRE });

    expect(revision).toBe(ctx.catalogue().revision);
    expect(outcome).toMatchObject({
      $case: 'found',
      value: {
        city: { code: 'abc', name: 'Abcton' },
        zones: [
          { id: 'centre', name: 'Centre', kind: ZoneKind.PRICING },
          { id: 'town', name: 'Town', kind: ZoneKind.SERVICE_AREA },
        ],
      },
    });
  });

  it('says that there is none', async () => {
    const ctx = aContext();

    const answer = await callHandler(findCity(ctx), { at: NOWHERE });

    expect(answer).toEqual({ revision: ctx.catalogue().revision, outcome: { $case: 'none', value: {} } });
  });

  it.each([undefined, { lat: 90.1, lng: 0 }, { lat: 0, lng: NaN }])('refuses the point %j', async (at) => {
    const found = callHandler(findCity(aContext()), { at });

    await expect(found).rejects.toMatchObject({ code: 'city.invalid_argument', fields: [{ field: 'at' }] });
  });
});
