import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, aRider, callAs, PHONE } from '../../test/a-context.ts';
import { findRiders } from './find-riders.ts';
import { updateProfile } from './update-profile.ts';

async function find(ctx: Awaited<ReturnType<typeof aContext>>, text: string): Promise<string[]> {
  const { profiles } = await callHandler(findRiders(ctx), { text }, { effects: ctx.effects });
  return profiles.map(({ riderId }) => riderId);
}

async function named(ctx: Awaited<ReturnType<typeof aContext>>, name: string): Promise<string> {
  const rider = await aRider(ctx);
  await callAs(rider, updateProfile(ctx), { ctx, request: { name, basedOn: 0 } });
  return rider.id;
}

describe('findRiders', () => {
  it('finds riders by phone, and by the name that they have now', async () => {
    const ctx = await aContext();
    const rider = await aRider(ctx);
    for (const name of ['Anna Lind', 'Ann Berg'])
      await callAs(rider, updateProfile(ctx), { ctx, request: { name, basedOn: 0 } });

    expect(await find(ctx, PHONE)).toEqual([rider.id]);
    expect(await find(ctx, 'ber')).toEqual([rider.id]);
    expect(await find(ctx, 'lind')).toEqual([]);
  });

  it('finds one of thirty who share a first name, by both names', async () => {
    const ctx = await aContext();
    const surnames = Array.from({ length: 30 }, (_, n) => (n === 29 ? 'Svensson' : `Lind${n}`));
    const riders = [];
    for (const surname of surnames) riders.push(await named(ctx, `Anna ${surname}`));

    expect(await find(ctx, 'anna svensson')).toEqual([riders[29]]);
    expect(await find(ctx, 'anna')).toHaveLength(20);
  });

  it('finds whom twenty former names do not hide, nor twenty that were refused: nobody is looked at for those', async () => {
    const ctx = await aContext();
    const rider = await aRider(ctx);
    const rename = (name: string, basedOn: number) =>
      callAs(rider, updateProfile(ctx), { ctx, request: { name, basedOn } });
    for (let n = 10; n < 30; n++) await rename(`Ana${n}`, 0);
    for (let n = 10; n < 30; n++) await rename(`Anb${n}`, 1).catch(() => undefined);
    const anna = await named(ctx, 'Anna');
    const looked = jest.spyOn(ctx.profiles, 'get');

    const former = await Promise.all(['ana1', 'anb'].map((text) => find(ctx, text)));

    expect([former, looked.mock.calls]).toEqual([[[], []], []]);
    expect(await find(ctx, 'an')).toEqual([rider.id, anna]);
  });

  it('finds by a name that two changes at once gave and took', async () => {
    const ctx = await aContext();
    const rider = await aRider(ctx);
    const rename = (name: string) =>
      callAs(rider, updateProfile(ctx), { ctx, request: { name, basedOn: 0 } });

    await Promise.all(['Anna', 'Berta', 'Anna', 'Berta', 'Anna'].map(rename));

    const { name = '' } = (await ctx.profiles.get(rider.id)) ?? {};
    expect(await find(ctx, name)).toEqual([rider.id]);
  });

  it('refuses what nobody types', async () => {
    const ctx = await aContext();

    const asked = callHandler(findRiders(ctx), { text: 'x'.repeat(101) }, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'text' }] });
  });
});
