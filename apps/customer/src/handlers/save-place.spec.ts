import { callHandler } from '@hansom/platform-rpc/testing';
import { type SavedPlace } from '@hansom/proto-customer';

import { aContext, aPlace, aRider, callAs } from '../../test/a-context.ts';
import { listPlaces } from './list-places.ts';
import { savePlace } from './save-place.ts';

async function somePlaces() {
  const ctx = await aContext();
  const [rider, other] = [await aRider(ctx), await aRider(ctx)];
  const save = (place: SavedPlace | undefined) => callAs(rider, savePlace(ctx), { ctx, request: { place } });
  const list = (user = rider) => callAs(user, listPlaces(ctx), { ctx, request: {} });
  return { ctx, other, save, list };
}

describe('savePlace', () => {
  it('keeps a place for its rider alone', async () => {
    const { save, list, other } = await somePlaces();

    const { place } = await save(aPlace('home'));

    expect(place).toEqual(aPlace('home'));
    expect((await list()).places).toEqual([aPlace('home')]);
    expect((await list(other)).places).toEqual([]);
  });

  it('moves a place that has the name already', async () => {
    const { save, list } = await somePlaces();
    await save(aPlace('home'));

    await save(aPlace('home', 'Avenyn 1'));

    expect((await list()).places).toEqual([aPlace('home', 'Avenyn 1')]);
  });

  it('loses none of those that are saved at once, and keeps no more than fifty', async () => {
    const { save, list } = await somePlaces();
    for (let i = 10; i < 56; i++) await save(aPlace(`place ${i}`));

    const answered = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => save(aPlace(name))),
    );

    const refused = answered.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({
      reason: { kind: 'failed_precondition', code: 'customer.too_many_places' },
    });
    expect((await list()).places).toHaveLength(50);
  });

  it('names each field that is wrong', async () => {
    const { save } = await somePlaces();
    const nowhere = { name: '', place: { at: { lat: 91, lng: 0 }, label: 'o'.repeat(201) } };

    await expect(save(nowhere)).rejects.toMatchObject({
      fields: [{ field: 'place.name' }, { field: 'place.place.at' }, { field: 'place.place.label' }],
    });
    await expect(save(undefined)).rejects.toMatchObject({
      fields: [{ field: 'place.name' }, { field: 'place.place.at' }],
    });
  });

  it('is for riders', async () => {
    const { ctx } = await somePlaces();

    const nobody = callHandler(savePlace(ctx), { place: aPlace('home') }, { effects: ctx.effects });

    await expect(nobody).rejects.toMatchObject({ code: 'customer.no_user' });
  });
});
