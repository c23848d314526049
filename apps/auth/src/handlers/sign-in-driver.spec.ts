import { callHandler } from '@hansom/platform-rpc/testing';
import { type SignInDriverRequest } from '@hansom/proto-auth';

import {
  aContext,
  aDriver,
  ANNAS_PHONE,
  aRider,
  PASSWORD,
  ROBOTS_PHONE,
  type SpecContext,
} from '../../test/a-context.ts';
import { signInDriver } from './sign-in-driver.ts';

const MINUTE_MS = 60_000;
const WRONG = 'wrong horse battery';

const signIn = (ctx: SpecContext, over: Partial<SignInDriverRequest> = {}) => {
  const request = {
    phone: ROBOTS_PHONE,
    password: PASSWORD,
    device: 'Pixel 9',
    address: '192.0.2.1',
    ...over,
  };
  return callHandler(signInDriver(ctx), request, { effects: ctx.effects });
};

describe('signInDriver', () => {
  it('signs in by phone and password, in a session of its own', async () => {
    const ctx = await aContext();
    const registered = await aDriver(ctx);

    const { tokens } = await signIn(ctx);

    expect(tokens?.accountId).toBe(registered.accountId);
    expect(tokens?.refreshToken).not.toBe(registered.refreshToken);
  });

  it('says the same of a wrong password, of an unknown phone and of a rider', async () => {
    const ctx = await aContext();
    await aDriver(ctx);
    await aRider(ctx, ANNAS_PHONE);
    const refused = { code: 'auth.credentials_refused', message: 'no driver has that phone and password' };

    await expect(signIn(ctx, { password: WRONG })).rejects.toMatchObject(refused);
    await expect(signIn(ctx, { phone: '+46700000099' })).rejects.toMatchObject(refused);
    await expect(signIn(ctx, { phone: ANNAS_PHONE })).rejects.toMatchObject(refused);
  });

  it('looks at a password for an unknown phone as well, so both take as long', async () => {
    const ctx = await aContext();
    const looked: (string | undefined)[] = [];
    const passwords: SpecContext['passwords'] = {
      ...ctx.passwords,
      isRight: (password, hash, call) => {
        looked.push(hash);
        return ctx.passwords.isRight(password, hash, call);
      },
    };

    await signIn({ ...ctx, passwords }, { phone: '+46700000099' }).catch(() => undefined);

    expect(looked).toEqual([undefined]);
  });

  it('takes ten attempts for a number from an address in a quarter of an hour, right ones too', async () => {
    const ctx = await aContext();
    await aDriver(ctx);
    for (let i = 0; i < 10; i++) await signIn(ctx, { password: WRONG }).catch(() => undefined);

    await expect(signIn(ctx)).rejects.toMatchObject({
      kind: 'resource_exhausted',
      code: 'auth.too_many_attempts',
      context: { retry_after_ms: String(15 * MINUTE_MS) },
    });
    await ctx.pass(15 * MINUTE_MS);
    await expect(signIn(ctx)).resolves.toBeDefined();
  });

  it('lets a driver in from his own address, however often another one is refused', async () => {
    const ctx = await aContext();
    await aDriver(ctx);
    for (let i = 0; i < 200; i++)
      await signIn(ctx, { password: WRONG, address: '203.0.113.9' }).catch(() => undefined);

    await expect(signIn(ctx)).resolves.toBeDefined();
  });

  it('takes so many attempts for a number from all addresses together', async () => {
    const ctx = await aContext();
    const { signIns } = ctx.config.current;
    const perNumber = [{ max: 2, windowMs: MINUTE_MS }];
    ctx.config.set({ ...ctx.config.current, signIns: { ...signIns, perNumber } });
    await aDriver(ctx);
    for (const address of ['203.0.113.8', '203.0.113.9'])
      await signIn(ctx, { password: WRONG, address }).catch(() => undefined);

    await expect(signIn(ctx)).rejects.toMatchObject({ code: 'auth.too_many_attempts' });
  });

  it('takes so many attempts for an address, whatever the numbers, but spares the test range', async () => {
    const ctx = await aContext();
    const { signIns } = ctx.config.current;
    const perAddress = [{ max: 2, windowMs: MINUTE_MS }];
    ctx.config.set({ ...ctx.config.current, signIns: { ...signIns, perAddress } });
    await aDriver(ctx);
    for (const phone of ['+46701740601', '+46701740602']) await signIn(ctx, { phone }).catch(() => undefined);

    await expect(signIn(ctx, { phone: '+46701740603' })).rejects.toMatchObject({
      code: 'auth.too_many_attempts',
    });
    await expect(signIn(ctx)).resolves.toBeDefined();
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    const asked = signIn(ctx, { phone: 'x', password: '', address: '' });

    await expect(asked).rejects.toMatchObject({
      fields: [{ field: 'phone' }, { field: 'password' }, { field: 'address' }],
    });
  });
});
