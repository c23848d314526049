import { aContext, aPlace, aRider, callAs } from '../../test/a-context.ts';
import { deletePlace } from './delete-place.ts';
import { listPlaces } from './list-places.ts';
import { savePlace } from './save-place.ts';

describe('deletePlace', () => {
  it('forgets a place of the caller, and is no error the second time', async () => {
    const ctx = await aContext();
    const [rider, other] = [await aRider(ctx), await aRider(ctx)];
    for (const user of [rider, other]) {
      await callAs(user, savePlace(ctx), { ctx, request: { place: aPlace('home') } });
    }

    await callAs(rider, deletePlace(ctx), { ctx, request: { name: 'home' } });
    await callAs(rider, deletePlace(ctx), { ctx, request: { name: 'home' } });

    expect(await callAs(rider, listPlaces(ctx), { ctx, request: {} })).toEqual({ places: [] });
    expect(await callAs(other, listPlaces(ctx), { ctx, request: {} })).toEqual({ places: [aPlace('home')] });
  });

  it('refuses what is no name', async () => {
    const ctx = await aContext();

    const asked = callAs(await aRider(ctx), deletePlace(ctx), { ctx, request: { name: '' } });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'name' }] });
  });
});
