import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, active, aDriver, applied, as, aVehicle, named, submitted } from '../../test/a-context.ts';
import { apply } from './apply.ts';
import { approve } from './approve.ts';
import { findDrivers } from './find-drivers.ts';
import { setVehicle } from './set-vehicle.ts';

describe('findDrivers', () => {
  it.each(['ast', '+46 70 123 45 67', 'abc'])('finds one by %s, in its city', async (text) => {
    const ctx = await aContext();
    const { id } = await submitted(ctx);

    const here = await callHandler(findDrivers(ctx), { city: 'got', text });
    const elsewhere = await callHandler(findDrivers(ctx), { city: 'sto', text });

    expect(here.drivers.map(({ driverId }) => driverId)).toEqual([id]);
    expect(elsewhere.drivers).toEqual([]);
  });

  it('finds one by the plate of a car that waits, and by that of the former one until it is accepted', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await named(ctx, driver, 'NEW222');
    const found = async (text: string) =>
      (await callHandler(findDrivers(ctx), { city: 'got', text })).drivers.length;
    expect([await found('new222'), await found('abc123')]).toEqual([1, 1]);

    await callHandler(approve(ctx), { commandKey: 'k', driverId: driver.id, basedOnVersion: 0 });

    expect([await found('new222'), await found('abc123')]).toEqual([1, 0]);
  });

  it('does not find who was noted and never came, nor by a word that is no longer theirs', async () => {
    const ctx = await aContext();
    const { id } = await submitted(ctx);
    await ctx.terms.note({ scope: 'got', id: aDriver(ctx).id, texts: ['Bertil'] });
    await ctx.terms.note({ scope: 'got', id, texts: ['Bertha'] });

    expect(await callHandler(findDrivers(ctx), { city: 'got', text: 'bert' })).toEqual({ drivers: [] });
  });

  it('looks at nobody for what they asked for and did not get, or gave back', async () => {
    const ctx = await aContext();
    const driver = await applied(ctx);
    await as(ctx, driver, apply(ctx))({ city: 'got', name: 'Bert', phone: '+46701234567' });
    for (const plate of ['BER111', 'BER222', 'ABC123'])
      await as(ctx, driver, setVehicle(ctx))({ vehicle: aVehicle({ plate }) });
    const other = await applied(ctx);
    const taken = as(ctx, other, setVehicle(ctx))({ vehicle: aVehicle({ plate: 'ABC123' }) });
    await expect(taken).rejects.toMatchObject({ code: 'driver.plate_taken' });
    const looked = jest.spyOn(ctx.accounts, 'get');

    await callHandler(findDrivers(ctx), { city: 'got', text: 'ber' });
    await callHandler(findDrivers(ctx), { city: 'got', text: 'abc123' });

    expect(looked.mock.calls.map(([id]) => id)).toEqual([driver.id]);
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    const asked = callHandler(findDrivers(ctx), { city: 'got', text: 'x'.repeat(101) });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'text' }] });
  });
});
