import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { SessionRevoked, type Tokens } from '@hansom/proto-auth';

import { aContext, aRider, given, renewed, type SpecContext } from '../../test/a-context.ts';
import { signOut } from './sign-out.ts';

function signOutOf(ctx: SpecContext, { accountId, refreshToken }: Tokens) {
  const user = aUser({ id: accountId, session: refreshToken.split('.')[0] });
  return callHandlerAs(user, signOut(ctx), { request: {}, effects: ctx.effects });
}

describe('signOut', () => {
  it('ends the session, so that nothing renews it', async () => {
    const ctx = await aContext();
    const tokens = await aRider(ctx);

    await signOutOf(ctx, tokens);

    await expect(renewed(ctx, tokens.refreshToken)).rejects.toMatchObject({ code: 'auth.session_ended' });
    await ctx.pass(0);
    const event = ctx.events.events.find(({ type }) => type === 'session.revoked');
    expect(SessionRevoked.decode(given(event).payload).reason).toBe('signed_out');
  });

  it('does nothing the second time', async () => {
    const ctx = await aContext();
    const tokens = await aRider(ctx);
    await signOutOf(ctx, tokens);

    await expect(signOutOf(ctx, tokens)).resolves.toEqual({});
    await ctx.pass(0);
    expect(ctx.events.events.map(({ type }) => type)).toEqual(['session.started', 'session.revoked']);
  });

  it('leaves other sessions of the account alone', async () => {
    const ctx = await aContext();
    const [one, other] = [await aRider(ctx), await aRider(ctx)];

    await signOutOf(ctx, one);

    await expect(renewed(ctx, other.refreshToken)).resolves.toBeDefined();
  });

  it('is for people', async () => {
    const ctx = await aContext();

    const nobody = callHandler(signOut(ctx), {}, { effects: ctx.effects });

    await expect(nobody).rejects.toMatchObject({ kind: 'permission_denied', code: 'auth.no_user' });
  });
});
