import { SessionRevoked } from '@hansom/proto-auth';

import { aContext, aRider, atOnce, given, renewed, type SpecContext } from '../../test/a-context.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const ENDED = { kind: 'failed_precondition', code: 'auth.session_ended' };

/** Renews, and gives the token to renew with the next time. */
const next = async (ctx: SpecContext, token: string, attempt?: string) =>
  given((await renewed(ctx, token, attempt)).tokens).refreshToken;

const ATTEMPT = 'the attempt of one app';

/** Why sessions ended, as the world was told. */
function reasons(ctx: SpecContext): string[] {
  const revoked = ctx.events.events.filter(({ type }) => type === 'session.revoked');
  return revoked.map(({ payload }) => SessionRevoked.decode(payload).reason);
}

describe('refresh', () => {
  it('gives new tokens of the same session, again and again', async () => {
    const ctx = await aContext();
    const { refreshToken, accountId } = await aRider(ctx);
    await ctx.pass(60_000);

    const { tokens } = await renewed(ctx, refreshToken);
    await ctx.pass(60_000);
    const third = await renewed(ctx, given(tokens).refreshToken);

    expect(tokens).toMatchObject({ accountId });
    expect(third.tokens?.accessToken).not.toBe(tokens?.accessToken);
    expect(new Set([refreshToken, tokens?.refreshToken, third.tokens?.refreshToken]).size).toBe(3);
    expect(third.tokens?.refreshExpiresAt?.getTime()).toBe(ctx.effects.clock.now() + 30 * DAY_MS);
  });

  it('gives the same new token to whoever lost the answer, for half a minute', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    const second = await next(ctx, refreshToken);
    await ctx.pass(30_000);

    expect(await next(ctx, refreshToken)).toBe(second);
    await expect(next(ctx, second)).resolves.toBeDefined();
  });

  it('gives the same new token to the same attempt, however late, until that is used', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    const second = await next(ctx, refreshToken, ATTEMPT);
    await ctx.pass(DAY_MS);

    expect(await next(ctx, refreshToken, ATTEMPT)).toBe(second);

    const third = await next(ctx, second);
    await expect(renewed(ctx, refreshToken, ATTEMPT)).rejects.toMatchObject(ENDED);
    await expect(renewed(ctx, third)).rejects.toMatchObject(ENDED);
  });

  it.each([undefined, 'the attempt of another'])(
    'ends the session when another attempt (%p) comes later',
    async (attempt) => {
      const ctx = await aContext();
      const { refreshToken } = await aRider(ctx);
      const second = await next(ctx, refreshToken, ATTEMPT);
      await ctx.pass(30_001);

      await expect(renewed(ctx, refreshToken, attempt)).rejects.toMatchObject(ENDED);
      await expect(renewed(ctx, second)).rejects.toMatchObject(ENDED);
    },
  );

  it('knows an attempt for the token that it renewed, and for no other', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    const second = await next(ctx, refreshToken, ATTEMPT);
    await next(ctx, second);
    await ctx.pass(30_001);

    await expect(renewed(ctx, second, ATTEMPT)).rejects.toMatchObject(ENDED);
  });

  it('gives nothing to an attempt that comes when the session has run out', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    await next(ctx, refreshToken, ATTEMPT);
    await ctx.effects.time.advance(30 * DAY_MS); // and its end has not fired yet

    await expect(renewed(ctx, refreshToken, ATTEMPT)).rejects.toMatchObject(ENDED);
  });

  it('takes no attempt that could be guessed, and keeps none as it is', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);

    const short = renewed(ctx, refreshToken, '1');

    await expect(short).rejects.toMatchObject({ fields: [{ field: 'attempt' }] });
    await next(ctx, refreshToken, ATTEMPT);
    const session = await ctx.sessions.get(given(refreshToken.split('.')[0]));
    expect(session?.fields.renewed_by).toBeDefined();
    expect(JSON.stringify(session?.fields)).not.toContain(ATTEMPT);
  });

  it('gives calls that race the same new token', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);

    const answered = await atOnce(
      ctx,
      Array.from({ length: 10 }, () => () => next(ctx, refreshToken)),
    );

    expect(new Set(answered).size).toBe(1);
  });

  it('ends the session when a token comes again later, and tells the world why', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    const second = await next(ctx, refreshToken);
    await ctx.pass(30_001);

    await expect(renewed(ctx, refreshToken)).rejects.toMatchObject(ENDED);
    await expect(renewed(ctx, second)).rejects.toMatchObject(ENDED);
    await ctx.pass(0);
    expect(reasons(ctx)).toEqual(['token_reused']);
    expect(ctx.effects.log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
  });

  it('ends the session when a token from before the last comes again, however soon', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    const third = await next(ctx, await next(ctx, refreshToken));

    await expect(renewed(ctx, refreshToken)).rejects.toMatchObject(ENDED);
    await expect(renewed(ctx, third)).rejects.toMatchObject(ENDED);
  });

  it('leaves other sessions of the account alone', async () => {
    const ctx = await aContext();
    const [stolen, other] = [await aRider(ctx), await aRider(ctx)];
    await next(ctx, await next(ctx, stolen.refreshToken));
    await renewed(ctx, stolen.refreshToken).catch(() => undefined);

    await expect(renewed(ctx, other.refreshToken)).resolves.toBeDefined();
  });

  it('takes a token for thirty days, counted from the last renewal', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    await ctx.pass(30 * DAY_MS - 1);
    const second = await next(ctx, refreshToken);
    await ctx.pass(30 * DAY_MS - 1);
    const third = await next(ctx, second);
    await ctx.pass(30 * DAY_MS);

    await expect(renewed(ctx, third)).rejects.toMatchObject(ENDED);
  });

  it('lets a session end by itself that nobody renews, and tells the world', async () => {
    const ctx = await aContext();
    const { sessions } = ctx.config.current;
    ctx.config.set({ ...ctx.config.current, sessions: { ...sessions, lifeMs: 60_000 } });
    const { refreshToken } = await aRider(ctx);
    await ctx.pass(50_000);
    await renewed(ctx, refreshToken);
    await ctx.pass(59_000);
    expect(reasons(ctx)).toEqual([]);

    await ctx.pass(1_000);

    expect(reasons(ctx)).toEqual(['expired']);
  });

  it('refuses what was never given, and does no harm to the session it names', async () => {
    const ctx = await aContext();
    const { refreshToken } = await aRider(ctx);
    const [session = '', , proof = ''] = refreshToken.split('.');
    const others = (await aRider(ctx)).refreshToken.split('.')[2];
    const texts = ['', 'x', `${session}.1.${proof}`, `${session}.00.${proof}`, `${session}.0.${others}`];

    for (const text of [...texts, `${refreshToken}x`]) {
      await expect(renewed(ctx, text)).rejects.toMatchObject(ENDED);
    }

    await expect(renewed(ctx, refreshToken)).resolves.toBeDefined();
  });
});
