import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, aDriver, submitted } from '../../test/a-context.ts';
import { findDrivers } from './find-drivers.ts';

describe('findDrivers', () => {
  it.each(['ast', '+46 70 123 45 67', 'abc'])('finds one by %s, in its city', async (text) => {
    const ctx = await aContext();
    const { id } = await submitted(ctx);

    const here = await callHandler(findDrivers(ctx), { city: 'got', text });
    const elsewhere = await callHandler(findDrivers(ctx), { city: 'sto', text });

    expect(here.drivers.map(({ driverId }) => driverId)).toEqual([id]);
    expect(elsewhere.drivers).toEqual([]);
  });

  it('does not find who was noted and never came, nor by a word that is no longer theirs', async () => {
    const ctx = await aContext();
    const { id } = await submitted(ctx);
    await ctx.terms.note({ scope: 'got', id: aDriver(ctx).id, texts: ['Bertil'] });
    await ctx.terms.note({ scope: 'got', id, texts: ['Bertha'] });

    expect(await callHandler(findDrivers(ctx), { city: 'got', text: 'bert' })).toEqual({ drivers: [] });
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    const asked = callHandler(findDrivers(ctx), { city: 'got', text: 'x'.repeat(101) });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'text' }] });
  });
});
