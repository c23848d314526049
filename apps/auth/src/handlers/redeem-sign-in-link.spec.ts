import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';

import { aContext, atOnce, given, renewed, userOf } from '../../test/a-context.ts';
import { aLink, aMember, redeemed } from '../../test/a-member.ts';
import { signOut } from './sign-out.ts';

const MINUTE_MS = 60_000;
const REFUSED = { kind: 'failed_precondition', code: 'auth.link_refused' };

describe('redeemSignInLink', () => {
  it('signs in whose link it is, as a password would', async () => {
    const ctx = await aContext();
    const { staffId } = await aMember(ctx, { roles: ['OPS.GOT', 'OPS.PHONES'] });

    const { tokens, staff } = await redeemed(ctx, await aLink(ctx));

    expect(staff).toMatchObject({ staffId, name: 'anna' });
    const { accessToken, refreshToken } = given(tokens);
    expect(await userOf(ctx, accessToken)).toMatchObject({
      id: staffId,
      roles: ['OPS.GOT', 'OPS.PHONES'],
      tenancy: 'live',
      city: undefined,
    });
    await expect(renewed(ctx, refreshToken)).resolves.toBeDefined();
  });

  it('is good once', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const secret = await aLink(ctx);
    await redeemed(ctx, secret, 'browser 1');

    await expect(redeemed(ctx, secret, 'browser 2')).rejects.toMatchObject(REFUSED);
  });

  it('gives whoever did not hear the answer the same session', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const secret = await aLink(ctx);
    const first = await redeemed(ctx, secret);
    await ctx.pass(MINUTE_MS);

    const again = await redeemed(ctx, secret);

    expect(again.tokens?.refreshToken).toBe(first.tokens?.refreshToken);
  });

  it('signs in one of many who redeem at once', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const secret = await aLink(ctx);
    const browsers = Array.from({ length: 10 }, (_, i) => `browser ${i}`);

    const answered = await atOnce(
      ctx,
      browsers.map((key) => () => redeemed(ctx, secret, key).catch((error) => error.code)),
    );

    expect(answered.filter((answer) => answer === 'auth.link_refused')).toHaveLength(9);
    expect(ctx.events.events.filter(({ type }) => type === 'session.started')).toHaveLength(1);
  });

  it('refuses a link that has expired', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const [early, late] = [await aLink(ctx), await aLink(ctx)];
    await ctx.pass(10 * MINUTE_MS - 1);
    await expect(redeemed(ctx, early)).resolves.toBeDefined();
    await ctx.pass(1);

    await expect(redeemed(ctx, late)).rejects.toMatchObject(REFUSED);
  });

  it('refuses what was never given', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const secret = await aLink(ctx);

    for (const text of ['', 'x', secret.slice(1), `${secret}x`])
      await expect(redeemed(ctx, text)).rejects.toMatchObject(REFUSED);
    await expect(redeemed(ctx, secret)).resolves.toBeDefined();
  });

  it('does not begin again what was ended by signing out', async () => {
    const ctx = await aContext();
    const { staffId } = await aMember(ctx);
    const secret = await aLink(ctx);
    const { tokens } = await redeemed(ctx, secret);
    const user = aUser({ id: staffId, session: given(tokens).refreshToken.split('.')[0] });
    await callHandlerAs(user, signOut(ctx), { request: {}, effects: ctx.effects });

    await expect(redeemed(ctx, secret)).rejects.toMatchObject(REFUSED);
    await expect(renewed(ctx, given(tokens).refreshToken)).rejects.toMatchObject({
      code: 'auth.session_ended',
    });
  });

  it('takes a command key', async () => {
    const ctx = await aContext();

    await expect(redeemed(ctx, 'x', '')).rejects.toMatchObject({ fields: [{ field: 'command_key' }] });
  });
});
