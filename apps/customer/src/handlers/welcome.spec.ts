import { callHandler } from '@hansom/platform-rpc/testing';
import { Tenancy } from '@hansom/proto-common';

import { aContext, aRider, callAs, PHONE, somebody, type SpecContext } from '../../test/a-context.ts';
import { updateProfile } from './update-profile.ts';
import { welcome } from './welcome.ts';

const welcomed = (ctx: SpecContext, riderId: string, phone = PHONE) =>
  callHandler(welcome(ctx), { riderId, phone, tenancy: Tenancy.ROBOT }, { effects: ctx.effects });

describe('welcome', () => {
  it('makes a profile of the first sign-in', async () => {
    const ctx = await aContext();
    const { id } = somebody(ctx);

    const { profile } = await welcomed(ctx, id);

    expect(profile).toEqual({
      riderId: id,
      phone: PHONE,
      name: '',
      language: 'en',
      version: 1,
      tenancy: Tenancy.ROBOT,
    });
  });

  it('keeps the name on the next ones', async () => {
    const ctx = await aContext();
    const rider = await aRider(ctx);
    await callAs(rider, updateProfile(ctx), { ctx, request: { name: 'Anna', basedOn: 1 } });

    const { profile } = await welcomed(ctx, rider.id);

    expect(profile).toMatchObject({ name: 'Anna', version: 2 });
  });

  it('brings the phone up to date, once', async () => {
    const ctx = await aContext();
    const { id } = await aRider(ctx);

    await welcomed(ctx, id, '+46700000002');
    const { profile } = await welcomed(ctx, id, '+46700000002');

    expect(profile).toMatchObject({ phone: '+46700000002', version: 2 });
  });

  it('makes one profile of many who race', async () => {
    const ctx = await aContext();
    const { id } = somebody(ctx);

    const answered = await Promise.all(Array.from({ length: 20 }, () => welcomed(ctx, id)));

    expect(answered.map(({ profile }) => profile?.version)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();
    const request = { riderId: 'x', phone: '0701', tenancy: Tenancy.UNSPECIFIED };

    const asked = callHandler(welcome(ctx), request, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({
      code: 'customer.invalid_argument',
      fields: [{ field: 'rider_id' }, { field: 'phone' }, { field: 'tenancy' }],
    });
  });
});
