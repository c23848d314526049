import { callHandler } from '@hansom/platform-rpc/testing';
import { CodePurpose, type StartSignInRequest } from '@hansom/proto-auth';

import { aCode, aContext, ANNAS_PHONE, ROBOTS_PHONE, type SpecContext } from '../../test/a-context.ts';
import { startSignIn } from './start-sign-in.ts';

const MINUTE_MS = 60_000;

const start = (ctx: SpecContext, over: Partial<StartSignInRequest> = {}) => {
  const purpose = CodePurpose.RIDER_SIGN_IN;
  const request = { phone: ROBOTS_PHONE, purpose, address: '192.0.2.1', ...over };
  return callHandler(startSignIn(ctx), request, { effects: ctx.effects });
};

/** Numbers outside the test range. */
const phones = (count: number) => Array.from({ length: count }, (_, i) => `+467017406${10 + i}`);

describe('startSignIn', () => {
  it('has a code of six digits sent, which is good for ten minutes', async () => {
    const ctx = await aContext();

    const { challengeId, expiresAt } = await start(ctx);

    expect(ctx.fake.sent).toEqual([
      { challengeId, phone: ROBOTS_PHONE, code: expect.stringMatching(/^[0-9]{6}$/), expiresAt },
    ]);
    expect(expiresAt?.getTime()).toBe(ctx.effects.clock.now() + 10 * MINUTE_MS);
  });

  it('sends three codes to a number for an address in ten minutes, and says how long to wait', async () => {
    const ctx = await aContext();
    for (let i = 0; i < 3; i++) await start(ctx);
    await ctx.pass(MINUTE_MS);

    await expect(start(ctx)).rejects.toMatchObject({
      kind: 'resource_exhausted',
      code: 'auth.too_many_codes',
      context: { retry_after_ms: String(9 * MINUTE_MS) },
    });
    await ctx.pass(9 * MINUTE_MS);
    await expect(start(ctx)).resolves.toBeDefined();
    expect(ctx.fake.sent).toHaveLength(4);
  });

  it('sends a code to whoever asks from their own address, however often another one is refused', async () => {
    const ctx = await aContext();
    const asked = Array.from({ length: 20 }, () => start(ctx, { address: '203.0.113.9' }));
    expect((await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')).toHaveLength(3);

    await expect(start(ctx)).resolves.toBeDefined();
  });

  it('sends fifteen codes to a number in an hour, whoever asks', async () => {
    const ctx = await aContext();
    for (let i = 0; i < 15; i++) {
      await start(ctx, { address: `203.0.113.${i}` });
      await ctx.pass(MINUTE_MS);
    }

    await expect(start(ctx)).rejects.toMatchObject({
      code: 'auth.too_many_codes',
      context: { retry_after_ms: String(45 * MINUTE_MS) },
    });
    await ctx.pass(45 * MINUTE_MS);
    await expect(start(ctx)).resolves.toBeDefined();
  });

  it('sends five codes to a number for an address in an hour', async () => {
    const ctx = await aContext();
    for (let i = 0; i < 5; i++) {
      await start(ctx);
      await ctx.pass(6 * MINUTE_MS);
    }

    await expect(start(ctx)).rejects.toMatchObject({ code: 'auth.too_many_codes' });
    await ctx.pass(30 * MINUTE_MS);
    await expect(start(ctx)).resolves.toBeDefined();
  });

  it('counts those that race', async () => {
    const ctx = await aContext();

    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => start(ctx)));

    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('sends ten codes in an hour for an address, and nothing of what comes then concerns a number', async () => {
    const ctx = await aContext();
    for (const phone of phones(10)) await start(ctx, { phone });

    for (let i = 0; i < 5; i++) {
      await expect(start(ctx, { phone: ANNAS_PHONE })).rejects.toMatchObject({ code: 'auth.too_many_codes' });
    }
    await expect(start(ctx, { phone: ANNAS_PHONE, address: '192.0.2.2' })).resolves.toBeDefined();
  });

  it('counts all addresses of an IPv6 network of 64 bits as one', async () => {
    const ctx = await aContext();
    const hosts = Array.from({ length: 10 }, (_, i) => `2001:db8::${(i + 1).toString(16)}`);
    for (const [i, phone] of phones(10).entries()) await start(ctx, { phone, address: hosts[i] });

    const eleventh = start(ctx, { phone: ANNAS_PHONE, address: '2001:db8::b' });
    await expect(eleventh).rejects.toMatchObject({ code: 'auth.too_many_codes' });
    await expect(start(ctx, { phone: ANNAS_PHONE, address: '2001:db8:0:1::1' })).resolves.toBeDefined();
  });

  it('spares numbers of the test range from the limit of their address', async () => {
    const ctx = await aContext();
    for (const phone of phones(10)) await start(ctx, { phone });

    await expect(start(ctx, { phone: ROBOTS_PHONE })).resolves.toBeDefined();
    for (let i = 0; i < 2; i++) await start(ctx, { phone: ROBOTS_PHONE });
    await expect(start(ctx, { phone: ROBOTS_PHONE })).rejects.toMatchObject({ code: 'auth.too_many_codes' });
  });

  it('spares nobody where there is no test range', async () => {
    const ctx = await aContext();
    ctx.config.set({ ...ctx.config.current, testRange: null });
    for (const phone of phones(10)) await start(ctx, { phone });

    await expect(start(ctx, { phone: ROBOTS_PHONE })).rejects.toMatchObject({ code: 'auth.too_many_codes' });
  });

  it('answers alike whether a phone is known or not', async () => {
    const ctx = await aContext();

    const [unknown, known] = [await start(ctx), await start(ctx)];

    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(known.challengeId).not.toBe(unknown.challengeId);
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    const wrong = start(ctx, { phone: '0701740605', address: '' });
    const pointless = start(ctx, { purpose: CodePurpose.UNSPECIFIED });

    await expect(wrong).rejects.toMatchObject({
      code: 'auth.invalid_argument',
      fields: [{ field: 'phone' }, { field: 'address' }],
    });
    await expect(pointless).rejects.toMatchObject({ fields: [{ field: 'purpose' }] });
  });

  it('writes neither code nor phone into the log, nor the code into the store', async () => {
    const ctx = await aContext();

    const { code } = await aCode(ctx);

    const said = JSON.stringify(ctx.effects.log.lines);
    expect(said).not.toContain(code);
    expect(said).not.toContain(ROBOTS_PHONE);
  });
});
