import { callHandler } from '@hansom/platform-rpc/testing';
import { SessionRevoked, StaffState } from '@hansom/proto-auth';

import { aContext, given, renewed, type SpecContext } from '../../test/a-context.ts';
import { aLink, aMember, redeemed } from '../../test/a-member.ts';
import { closeStaff } from './close-staff.ts';

const close = (ctx: SpecContext, name = 'anna') =>
  callHandler(closeStaff(ctx), { name }, { effects: ctx.effects });

describe('closeStaff', () => {
  it('ends the sessions of the account when they are to be renewed, and tells the world why', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const { tokens } = await redeemed(ctx, await aLink(ctx));

    const { staff } = await close(ctx);

    expect(staff?.state).toBe(StaffState.CLOSED);
    const { refreshToken } = given(tokens);
    await expect(renewed(ctx, refreshToken)).rejects.toMatchObject({ code: 'auth.session_ended' });
    await expect(renewed(ctx, refreshToken)).rejects.toMatchObject({ code: 'auth.session_ended' });
    await ctx.pass(0);
    const revoked = ctx.events.events.filter(({ type }) => type === 'session.revoked');
    expect(revoked.map(({ payload }) => SessionRevoked.decode(payload).reason)).toEqual(['account_closed']);
  });

  it('leaves the sessions of others alone', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    await aMember(ctx, { commandKey: 'k2', name: 'bert' });
    const { tokens } = await redeemed(ctx, await aLink(ctx, 'bert'));

    await close(ctx);

    await expect(renewed(ctx, given(tokens).refreshToken)).resolves.toBeDefined();
  });

  it('makes links worthless that nobody has followed yet', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const secret = await aLink(ctx);

    await close(ctx);

    await expect(redeemed(ctx, secret)).rejects.toMatchObject({ code: 'auth.link_refused' });
  });

  it('does nothing the second time', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    await close(ctx);

    expect((await close(ctx)).staff?.state).toBe(StaffState.CLOSED);
  });

  it('does not give the name to anybody again', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    await close(ctx);

    await expect(aMember(ctx, { commandKey: 'k2' })).rejects.toMatchObject({ code: 'auth.name_taken' });
  });

  it('refuses who is unknown', async () => {
    const ctx = await aContext();

    await expect(close(ctx)).rejects.toMatchObject({ kind: 'not_found', code: 'auth.not_found' });
  });
});
