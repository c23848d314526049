import { callHandler } from '@hansom/platform-rpc/testing';
import { type UpdateProfileRequest } from '@hansom/proto-customer';

import { aContext, aRider, callAs, somebody } from '../../test/a-context.ts';
import { updateProfile } from './update-profile.ts';

async function aProfile() {
  const ctx = await aContext();
  const rider = await aRider(ctx);
  const update = (request: UpdateProfileRequest) => callAs(rider, updateProfile(ctx), { ctx, request });
  return { ctx, rider, update };
}

describe('updateProfile', () => {
  it('changes what is given', async () => {
    const { update } = await aProfile();

    await update({ name: 'Anna', basedOn: 1 });
    const { profile } = await update({ language: 'SV-se', basedOn: 2 });

    expect(profile).toMatchObject({ name: 'Anna', language: 'sv-SE', version: 3 });
  });

  it('refuses a change of what others have changed since, telling the present version', async () => {
    const { update } = await aProfile();
    await update({ name: 'Anna', basedOn: 1 });

    await expect(update({ name: 'Eva', basedOn: 1 })).rejects.toMatchObject({
      kind: 'failed_precondition',
      code: 'customer.version_mismatch',
      context: { version: '2' },
    });
  });

  it('answers a repeat as the first time', async () => {
    const { update } = await aProfile();
    await update({ name: 'Anna', basedOn: 1 });

    const { profile } = await update({ name: 'Anna', basedOn: 1 });

    expect(profile).toMatchObject({ name: 'Anna', version: 2 });
  });

  it('lets one of two changes win that are based on the same version', async () => {
    const { update } = await aProfile();

    const answered = await Promise.allSettled(['Anna', 'Eva'].map((name) => update({ name, basedOn: 1 })));

    expect(answered.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('loses no change that is based on whatever there is', async () => {
    const { update } = await aProfile();

    await Promise.all([update({ name: 'Anna', basedOn: 0 }), update({ language: 'sv', basedOn: 0 })]);

    const { profile } = await update({ basedOn: 0 });
    expect(profile).toMatchObject({ name: 'Anna', language: 'sv', version: 3 });
  });

  it('names each field that is wrong', async () => {
    const { update } = await aProfile();

    await expect(update({ name: 'o'.repeat(101), language: 'x_y', basedOn: 0 })).rejects.toMatchObject({
      code: 'customer.invalid_argument',
      fields: [{ field: 'name' }, { field: 'language' }],
    });
  });

  it('is for riders who have a profile', async () => {
    const ctx = await aContext();
    const request = { name: 'Anna', basedOn: 0 };

    const stranger = callAs(somebody(ctx), updateProfile(ctx), { ctx, request });
    const nobody = callHandler(updateProfile(ctx), request, { effects: ctx.effects });

    await expect(stranger).rejects.toMatchObject({ code: 'customer.not_found' });
    await expect(nobody).rejects.toMatchObject({ kind: 'permission_denied', code: 'customer.no_user' });
  });
});
