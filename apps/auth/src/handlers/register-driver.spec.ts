import { staticKeys, tokenVerifier } from '@hansom/platform-identity';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type RegisterDriverRequest } from '@hansom/proto-auth';
import { Tenancy } from '@hansom/proto-common';

import {
  aCode,
  aContext,
  anApplication,
  ANNAS_PHONE,
  aRider,
  atOnce,
  given,
  PASSWORD,
  ROBOTS_PHONE,
  type SpecContext,
  userOf,
  wrong,
} from '../../test/a-context.ts';
import { getKeys } from './get-keys.ts';
import { registerDriver } from './register-driver.ts';

/** Passwords take real time, in which the spec's clock may run on: calls wait for as long as it takes. */
const PATIENT_MS = 1_000_000_000;
const WRONG = 'wrong horse battery';

const register = (ctx: SpecContext, request: RegisterDriverRequest) =>
  callHandler(registerDriver(ctx), request, { effects: ctx.effects, deadlineMs: PATIENT_MS });

describe('registerDriver', () => {
  it('makes an account of the city, and signs in', async () => {
    const ctx = await aContext();

    const { tokens, phone } = await register(ctx, await anApplication(ctx));

    expect(phone).toBe(ROBOTS_PHONE);
    expect(tokens).toMatchObject({
      accountId: expect.stringMatching(/^driver_got_/),
      tenancy: Tenancy.ROBOT,
    });
    const { jwks } = await callHandler(getKeys(ctx), {}, { effects: ctx.effects });
    const verifier = tokenVerifier({ keys: staticKeys(JSON.parse(jwks)), effects: ctx.effects });
    expect(await verifier.verify(given(tokens).accessToken)).toMatchObject({
      roles: ['DRIVER'],
      city: 'got',
    });
  });

  it('keeps the password as Argon2id with 19 MiB and two passes, and nowhere else', async () => {
    const ctx = await aContext();

    await register(ctx, await anApplication(ctx));

    const identity = await ctx.identities.ofPhone(ROBOTS_PHONE, 'driver');
    expect(identity?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(ctx.effects.log.lines)).not.toContain(PASSWORD);
  });

  it('gives a repeat its own account and session', async () => {
    const ctx = await aContext();
    const request = await anApplication(ctx);

    const first = await register(ctx, request);
    const again = await register(ctx, request);

    expect(again.tokens?.accountId).toBe(first.tokens?.accountId);
    expect(again.tokens?.refreshToken).toBe(first.tokens?.refreshToken);
  });

  it('gives repeats at once one account', async () => {
    const ctx = await aContext();
    const request = await anApplication(ctx);

    const answered = await atOnce(
      ctx,
      Array.from({ length: 5 }, () => () => register(ctx, request)),
    );

    expect(new Set(answered.map(({ tokens }) => tokens?.refreshToken)).size).toBe(1);
  });

  it('refuses a repeat that would have another password', async () => {
    const ctx = await aContext();
    const request = await anApplication(ctx);
    await register(ctx, request);

    const other = register(ctx, { ...request, password: WRONG });

    await expect(other).rejects.toMatchObject({ code: 'auth.code_refused' });
  });

  it('refuses a phone that another driver has, in any city', async () => {
    const ctx = await aContext();
    await register(ctx, await anApplication(ctx));

    const inCity = await anApplication(ctx, { password: WRONG });
    const elsewhere = await anApplication(ctx, { city: 'lon', password: WRONG });

    await expect(register(ctx, inCity)).rejects.toMatchObject({
      kind: 'already_exists',
      code: 'auth.phone_taken',
    });
    await expect(register(ctx, elsewhere)).rejects.toMatchObject({ code: 'auth.phone_taken' });
  });

  it('signs in to the account that the phone has, in its city, by a new code and its password', async () => {
    const ctx = await aContext();
    const first = await register(ctx, await anApplication(ctx));

    const again = await register(ctx, await anApplication(ctx, { city: 'lon' }));

    expect(again.phone).toBe(ROBOTS_PHONE);
    expect(again.tokens?.accountId).toBe(first.tokens?.accountId);
    expect(again.tokens?.refreshToken).not.toBe(first.tokens?.refreshToken);
    expect(await userOf(ctx, again.tokens?.accessToken)).toMatchObject({ roles: ['DRIVER'], city: 'got' });
  });

  it('takes ten passwords for a code', async () => {
    const ctx = await aContext();
    await register(ctx, await anApplication(ctx));
    const request = await anApplication(ctx);
    for (let i = 0; i < 10; i++) await register(ctx, { ...request, password: WRONG }).catch(() => undefined);

    await expect(register(ctx, request)).rejects.toMatchObject({ code: 'auth.too_many_attempts' });
  });

  it('lets one of two applicants who race for a phone have it', async () => {
    const ctx = await aContext();
    const applications = [await anApplication(ctx), await anApplication(ctx, { password: WRONG })];

    const answered = await atOnce(
      ctx,
      applications.map((request) => () => register(ctx, request).catch((error) => error.code)),
    );

    expect(answered.filter((answer) => answer === 'auth.phone_taken')).toHaveLength(1);
  });

  it('gives one account to who applies by two codes at once', async () => {
    const ctx = await aContext();
    const applications = [await anApplication(ctx), await anApplication(ctx)];

    const answered = await atOnce(
      ctx,
      applications.map((request) => () => register(ctx, request)),
    );

    expect(new Set(answered.map(({ tokens }) => tokens?.accountId)).size).toBe(1);
  });

  it('lets a rider be a driver as well', async () => {
    const ctx = await aContext();
    const rider = await aRider(ctx);

    const { tokens } = await register(ctx, await anApplication(ctx));

    expect(tokens?.accountId).not.toBe(rider.accountId);
  });

  it('refuses a wrong code, and one that was sent for a rider', async () => {
    const ctx = await aContext();
    const request = await anApplication(ctx, { phone: ANNAS_PHONE });

    const guess = register(ctx, { ...request, code: wrong(request.code) });
    const riders = register(ctx, { ...request, ...(await aCode(ctx, { phone: ANNAS_PHONE })) });

    await expect(guess).rejects.toMatchObject({ code: 'auth.code_refused' });
    await expect(riders).rejects.toMatchObject({ code: 'auth.code_refused' });
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    const asked = register(ctx, { challengeId: 'x', code: 'x', password: 'short', city: 'GOT', device: '' });

    await expect(asked).rejects.toMatchObject({
      fields: [{ field: 'challenge_id' }, { field: 'code' }, { field: 'password' }, { field: 'city' }],
    });
  });
});
