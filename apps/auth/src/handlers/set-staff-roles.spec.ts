import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, atOnce, given, renewed, type SpecContext, userOf } from '../../test/a-context.ts';
import { aLink, aMember, redeemed } from '../../test/a-member.ts';
import { closeStaff } from './close-staff.ts';
import { setStaffRoles } from './set-staff-roles.ts';

const setRoles = (ctx: SpecContext, roles: string[], name = 'anna') =>
  callHandler(setStaffRoles(ctx), { name, roles }, { effects: ctx.effects });

describe('setStaffRoles', () => {
  it('gives the roles with the next token of a session that is there', async () => {
    const ctx = await aContext();
    await aMember(ctx, { roles: ['OPS'] });
    const { tokens } = await redeemed(ctx, await aLink(ctx));

    const { staff } = await setRoles(ctx, ['OPS.LON', '!OPS.PHONES']);

    const next = await renewed(ctx, given(tokens).refreshToken);
    expect(staff).toMatchObject({ name: 'anna', roles: ['OPS.LON', '!OPS.PHONES'] });
    expect(await userOf(ctx, next.tokens?.accessToken)).toMatchObject({ roles: ['OPS.LON', '!OPS.PHONES'] });
  });

  it('leaves one of those that race, whole', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const wanted = [
      ['OPS.GOT', 'OPS.PHONES'],
      ['OPS.LON', 'OPS.ADMIN'],
    ];

    await atOnce(
      ctx,
      wanted.map((roles) => () => setRoles(ctx, roles)),
    );

    expect(wanted).toContainEqual((await ctx.staff.members.ofName('anna'))?.roles);
  });

  it('refuses who is unknown, and who is closed', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    await callHandler(closeStaff(ctx), { name: 'anna' }, { effects: ctx.effects });

    await expect(setRoles(ctx, ['OPS'], 'bert')).rejects.toMatchObject({
      kind: 'not_found',
      code: 'auth.not_found',
    });
    await expect(setRoles(ctx, ['OPS'])).rejects.toMatchObject({ code: 'auth.staff_closed' });
  });

  it('refuses roles that staff cannot have', async () => {
    const ctx = await aContext();
    await aMember(ctx);

    await expect(setRoles(ctx, ['DRIVER'])).rejects.toMatchObject({ fields: [{ field: 'roles' }] });
  });
});
