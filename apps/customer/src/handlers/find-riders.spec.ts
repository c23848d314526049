import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, aRider, callAs, PHONE } from '../../test/a-context.ts';
import { findRiders } from './find-riders.ts';
import { updateProfile } from './update-profile.ts';

async function find(ctx: Awaited<ReturnType<typeof aContext>>, text: string): Promise<string[]> {
  const { profiles } = await callHandler(findRiders(ctx), { text }, { effects: ctx.effects });
  return profiles.map(({ riderId }) => riderId);
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

  it('refuses what nobody types', async () => {
    const ctx = await aContext();

    const asked = callHandler(findRiders(ctx), { text: 'x'.repeat(101) }, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'text' }] });
  });
});
