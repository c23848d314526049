import { callHandler } from '@hansom/platform-rpc/testing';
import { Tenancy } from '@hansom/proto-common';

import { aContext, aDriver, ANNAS_PHONE, aRider, type SpecContext } from '../../test/a-context.ts';
import { getIdentity } from './get-identity.ts';

const identity = (ctx: SpecContext, accountId: string) =>
  callHandler(getIdentity(ctx), { accountId }, { effects: ctx.effects });

describe('getIdentity', () => {
  it('tells who an account is', async () => {
    const ctx = await aContext();
    const [rider, driver] = [await aRider(ctx, ANNAS_PHONE), await aDriver(ctx, ANNAS_PHONE)];

    expect(await identity(ctx, rider.accountId)).toEqual({
      accountId: rider.accountId,
      phone: ANNAS_PHONE,
      roles: ['RIDER'],
      tenancy: Tenancy.LIVE,
      createdAt: new Date(ctx.effects.clock.now()),
    });
    expect(await identity(ctx, driver.accountId)).toMatchObject({ phone: ANNAS_PHONE, roles: ['DRIVER'] });
  });

  it('refuses an unknown one', async () => {
    const ctx = await aContext();

    await expect(identity(ctx, 'rider_x')).rejects.toMatchObject({
      kind: 'not_found',
      code: 'auth.not_found',
    });
  });
});
