import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, aRider, callAs, PHONE, somebody } from '../../test/a-context.ts';
import { getProfile } from './get-profile.ts';

describe('getProfile', () => {
  it('reads a profile for its rider, and for a service that acts for itself', async () => {
    const ctx = await aContext();
    const rider = await aRider(ctx);
    const request = { riderId: rider.id };

    const own = await callAs(rider, getProfile(ctx), { ctx, request });
    const services = await callHandler(getProfile(ctx), request, {
      effects: ctx.effects,
      from: 'notification',
    });

    expect(own.profile).toMatchObject({ riderId: rider.id, phone: PHONE, version: 1 });
    expect(services).toEqual(own);
  });

  it('knows nothing of others: neither of those who are not there nor of those who are', async () => {
    const ctx = await aContext();
    const [rider, other] = [await aRider(ctx), await aRider(ctx)];

    const others = callAs(rider, getProfile(ctx), { ctx, request: { riderId: other.id } });
    const nobodys = callHandler(getProfile(ctx), { riderId: somebody(ctx).id }, { effects: ctx.effects });

    await expect(others).rejects.toMatchObject({ kind: 'not_found', code: 'customer.not_found' });
    await expect(nobodys).rejects.toMatchObject({ kind: 'not_found', code: 'customer.not_found' });
  });

  it('refuses what is no id', async () => {
    const ctx = await aContext();

    const asked = callHandler(getProfile(ctx), { riderId: 'x' }, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'rider_id' }] });
  });
});
