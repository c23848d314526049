import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, aPlace, aRider, callAs } from '../../test/a-context.ts';
import { listPlaces } from './list-places.ts';
import { savePlace } from './save-place.ts';

describe('listPlaces', () => {
  it('lists places in the order of their names', async () => {
    const ctx = await aContext();
    const rider = await aRider(ctx);
    for (const name of ['work', 'gym', 'home']) {
      await callAs(rider, savePlace(ctx), { ctx, request: { place: aPlace(name) } });
    }

    const { places } = await callAs(rider, listPlaces(ctx), { ctx, request: {} });

    expect(places.map(({ name }) => name)).toEqual(['gym', 'home', 'work']);
  });

  it('is empty for who has saved none, and only for riders', async () => {
    const ctx = await aContext();

    const none = await callAs(await aRider(ctx), listPlaces(ctx), { ctx, request: {} });
    const nobody = callHandler(listPlaces(ctx), {}, { effects: ctx.effects });

    expect(none.places).toEqual([]);
    await expect(nobody).rejects.toMatchObject({ code: 'customer.no_user' });
  });
});
