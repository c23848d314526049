import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { CodePurpose, SessionStarted } from '@hansom/proto-auth';
import { Tenancy } from '@hansom/proto-common';

import {
  aCode,
  aContext,
  ANNAS_PHONE,
  atOnce,
  given,
  renewed,
  ROBOTS_PHONE,
  type SpecContext,
  userOf,
  wrong,
} from '../../test/a-context.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { signOut } from './sign-out.ts';

const MINUTE_MS = 60_000;

type Answer = { challengeId: string; code: string };

const finish = (ctx: SpecContext, answer: Answer, device = 'Pixel 9') =>
  callHandler(finishSignIn(ctx), { ...answer, device }, { effects: ctx.effects });

describe('finishSignIn', () => {
  it('makes the account on the first time, and finds it on the next', async () => {
    const ctx = await aContext();

    const first = await finish(ctx, await aCode(ctx));
    const second = await finish(ctx, await aCode(ctx));

    expect(first).toMatchObject({ phone: ROBOTS_PHONE, created: true });
    expect(second).toMatchObject({ phone: ROBOTS_PHONE, created: false });
    expect(second.tokens?.accountId).toBe(first.tokens?.accountId);
  });

  it('gives a token that says who it is, for ten minutes', async () => {
    const ctx = await aContext();

    const tokens = given((await finish(ctx, await aCode(ctx))).tokens);

    expect(await userOf(ctx, tokens.accessToken)).toMatchObject({
      id: tokens.accountId,
      roles: ['RIDER'],
      tenancy: 'robot',
      city: undefined,
      session: tokens.refreshToken.split('.')[0],
    });
    expect(tokens.accessExpiresAt?.getTime()).toBe(ctx.effects.clock.now() + 10 * MINUTE_MS);
  });

  it('makes a person of a phone outside the test range, and a robot of one within', async () => {
    const ctx = await aContext();

    const robot = await finish(ctx, await aCode(ctx, { phone: ROBOTS_PHONE }));
    const anna = await finish(ctx, await aCode(ctx, { phone: ANNAS_PHONE }));

    expect(robot.tokens?.tenancy).toBe(Tenancy.ROBOT);
    expect(anna.tokens?.tenancy).toBe(Tenancy.LIVE);
  });

  it('keeps a tenancy for ever, whatever becomes of the test range', async () => {
    const ctx = await aContext();
    await finish(ctx, await aCode(ctx));
    ctx.config.set({ ...ctx.config.current, testRange: null });

    const later = await finish(ctx, await aCode(ctx));

    expect(later.tokens?.tenancy).toBe(Tenancy.ROBOT);
  });

  it('gives tokens of the same session to a repeat, which has made the account as well', async () => {
    const ctx = await aContext();
    const answer = await aCode(ctx);

    const first = await finish(ctx, answer);
    await ctx.pass(MINUTE_MS);
    const again = await finish(ctx, answer);

    expect(again.created).toBe(true);
    expect(again.tokens?.refreshToken).toBe(first.tokens?.refreshToken);
  });

  it('gives the token that counts to a repeat after a renewal', async () => {
    const ctx = await aContext();
    const answer = await aCode(ctx);
    const { tokens } = await finish(ctx, answer);
    const { tokens: next } = await renewed(ctx, given(tokens).refreshToken);

    const again = await finish(ctx, answer);

    expect(again.tokens?.refreshToken).toBe(next?.refreshToken);
  });

  it('refuses a repeat when its session has ended', async () => {
    const ctx = await aContext();
    const answer = await aCode(ctx);
    const { tokens } = await finish(ctx, answer);
    const session = given(tokens).refreshToken.split('.')[0];
    await callHandlerAs(aUser({ session }), signOut(ctx), { request: {}, effects: ctx.effects });

    await expect(finish(ctx, answer)).rejects.toMatchObject({ code: 'auth.code_refused' });
  });

  it('makes one account of fifty who race for a phone', async () => {
    const ctx = await aContext();
    const limits = [{ max: 50, windowMs: MINUTE_MS }];
    const codes = { ...ctx.config.current.codes, perNumberAndAddress: limits, perNumber: limits };
    ctx.config.set({ ...ctx.config.current, codes });
    const answers = await Promise.all(Array.from({ length: 50 }, () => aCode(ctx)));

    const answered = await Promise.all(answers.map((answer) => finish(ctx, answer)));

    expect(new Set(answered.map(({ tokens }) => tokens?.accountId)).size).toBe(1);
    expect(answered.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answered.map(({ tokens }) => tokens?.refreshToken)).size).toBe(50);
  });

  it('begins one session for an answer that comes many times at once', async () => {
    const ctx = await aContext();
    const answer = await aCode(ctx);

    const answered = await atOnce(
      ctx,
      Array.from({ length: 10 }, () => () => finish(ctx, answer)),
    );

    expect(new Set(answered.map(({ tokens }) => tokens?.refreshToken)).size).toBe(1);
    await ctx.pass(0);
    expect(ctx.events.events.map(({ type }) => type)).toEqual(['session.started']);
  });

  it('tells the world who began a session', async () => {
    const ctx = await aContext();

    const { tokens } = await finish(ctx, await aCode(ctx));
    await ctx.pass(0);

    const [event] = ctx.events.events;
    expect(event).toMatchObject({ type: 'session.started', tenancy: 'robot' });
    expect(SessionStarted.decode(given(event).payload).accountId).toBe(tokens?.accountId);
  });

  it('refuses a wrong code, and the right one after five wrong ones', async () => {
    const ctx = await aContext();
    const { challengeId, code } = await aCode(ctx);

    for (let i = 0; i < 5; i++) {
      const guess = finish(ctx, { challengeId, code: wrong(code) });
      await expect(guess).rejects.toMatchObject({ kind: 'failed_precondition', code: 'auth.code_refused' });
    }

    await expect(finish(ctx, { challengeId, code })).rejects.toMatchObject({ code: 'auth.code_refused' });
  });

  it('still takes the right code after four wrong ones', async () => {
    const ctx = await aContext();
    const { challengeId, code } = await aCode(ctx);
    for (let i = 0; i < 4; i++) await finish(ctx, { challengeId, code: wrong(code) }).catch(() => undefined);

    await expect(finish(ctx, { challengeId, code })).resolves.toMatchObject({ created: true });
  });

  it('looks at no more than five of guesses that race, so the sixth may be right', async () => {
    const ctx = await aContext();
    const { challengeId, code } = await aCode(ctx);
    const guesses = [...Array.from({ length: 8 }, () => wrong(code)), code];

    const answered = await Promise.allSettled(
      guesses.map((guess) => finish(ctx, { challengeId, code: guess })),
    );

    expect(answered.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 'rejected'));
  });

  it('does not let a used code be guessed either', async () => {
    const ctx = await aContext();
    const { challengeId, code } = await aCode(ctx);
    await finish(ctx, { challengeId, code });
    for (let i = 0; i < 5; i++) await finish(ctx, { challengeId, code: wrong(code) }).catch(() => undefined);

    await expect(finish(ctx, { challengeId, code })).rejects.toMatchObject({ code: 'auth.code_refused' });
  });

  it('refuses a code from the moment at which it expires', async () => {
    const ctx = await aContext();
    const answer = await aCode(ctx);
    await ctx.pass(10 * MINUTE_MS - 1);
    await expect(finish(ctx, answer)).resolves.toBeDefined();
    await ctx.pass(1);

    await expect(finish(ctx, answer)).rejects.toMatchObject({ code: 'auth.code_refused' });
  });

  it('refuses the code of another challenge, of an unknown one and of a driver', async () => {
    const ctx = await aContext();
    const [one, other] = [await aCode(ctx), await aCode(ctx)];
    const drivers = await aCode(ctx, { purpose: CodePurpose.DRIVER_APPLICATION });
    const unknown = { ...one, challengeId: one.challengeId.replace(/.$/, (c) => (c === '0' ? '1' : '0')) };
    const swapped = {
      challengeId: one.challengeId,
      code: one.code === other.code ? wrong(one.code) : other.code,
    };

    for (const answer of [swapped, unknown, drivers]) {
      await expect(finish(ctx, answer)).rejects.toMatchObject({ code: 'auth.code_refused' });
    }
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    const asked = finish(ctx, { challengeId: 'x', code: '12345' }, 'o'.repeat(101));

    await expect(asked).rejects.toMatchObject({
      fields: [{ field: 'challenge_id' }, { field: 'code' }, { field: 'device' }],
    });
  });
});
