import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext } from '../../test/a-context.ts';
import { getCity } from './get-city.ts';

describe('getCity', () => {
  it('reads a city with all that it is run by', async () => {
    const ctx = aContext();

    const { city, revision } = await callHandler(getCity(ctx), { code: 'abc' });

    expect(revision).toBe(ctx.catalogue().revision);
    expect(city).toEqual({
      code: 'abc',
      name: 'Abcton',
      timeZone: 'Europe/Stockholm',
      currency: 'SEK',
      homeRegion: 'eu',
      homeEpoch: 3,
      neighbours: [],
      serviceTypes: [{ id: 'standard', name: 'Standard', seats: 4 }],
      dispatch: expect.objectContaining({ offerTtlMs: 15_000, ringsMetres: [1_000, 2_000, 3_500, 5_000] }),
      booking: {
        arrivalMetres: 150,
        freeWaitingMs: 150_000,
        businessFreeWaitingMs: 300_000,
        freeCancelMs: 120_000,
        cancelFee: { amountMinor: 5_000n, currency: 'SEK' },
        noShowFee: { amountMinor: 5_000n, currency: 'SEK' },
        prebookedNoShowFee: { amountMinor: 10_000n, currency: 'SEK' },
        reallocations: 3,
      },
    });
  });

  it('refuses a city that there is not, and what is no code', async () => {
    const ctx = aContext();

    const unknown = callHandler(getCity(ctx), { code: 'lon' });
    const nonsense = callHandler(getCity(ctx), { code: 'ABC' });

    await expect(unknown).rejects.toMatchObject({ kind: 'not_found', code: 'city.not_found' });
    await expect(nonsense).rejects.toMatchObject({ kind: 'invalid_argument', fields: [{ field: 'code' }] });
  });
});
