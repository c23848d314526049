import { callHandler } from '@hansom/platform-rpc/testing';
import { type SignInStaffRequest } from '@hansom/proto-auth';

import {
  aContext,
  aDriver,
  given,
  PASSWORD,
  ROBOTS_PHONE,
  type SpecContext,
  userOf,
} from '../../test/a-context.ts';
import { aMember } from '../../test/a-member.ts';
import { closeStaff } from './close-staff.ts';
import { signInDriver } from './sign-in-driver.ts';
import { signInStaff } from './sign-in-staff.ts';

const MINUTE_MS = 60_000;
const WRONG = 'wrong horse battery';
const REFUSED = {
  kind: 'failed_precondition',
  code: 'auth.credentials_refused',
  message: 'nobody of the staff has that name and password',
};

const signIn = (ctx: SpecContext, over: Partial<SignInStaffRequest> = {}) => {
  const request = { name: 'anna', password: PASSWORD, device: 'Firefox', address: '192.0.2.1', ...over };
  return callHandler(signInStaff(ctx), request, { effects: ctx.effects });
};

/** The hashes that passwords are compared with; undefined: nobody's. */
function watched(ctx: SpecContext) {
  const looked: (string | undefined)[] = [];
  const passwords: SpecContext['passwords'] = {
    ...ctx.passwords,
    isRight: (password, hash, call) => {
      looked.push(hash);
      return ctx.passwords.isRight(password, hash, call);
    },
  };
  return { looked, ctx: { ...ctx, passwords } };
}

describe('signInStaff', () => {
  it('signs in by name and password, with the roles of the account and no city', async () => {
    const ctx = await aContext();
    const { staffId } = await aMember(ctx, { roles: ['OPS.GOT', 'OPS.PHONES'] });

    const { tokens, staff } = await signIn(ctx);

    expect(staff).toMatchObject({ staffId, name: 'anna' });
    const { accessToken, accountId, refreshToken } = given(tokens);
    expect(accountId).toBe(staffId);
    expect(await userOf(ctx, accessToken)).toEqual({
      id: staffId,
      roles: ['OPS.GOT', 'OPS.PHONES'],
      tenancy: 'live',
      city: undefined,
      session: refreshToken.split('.')[0],
    });
  });

  it('says the same of a wrong password, an unknown name, one that is none, and an account that is closed or has no password', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    await aMember(ctx, { commandKey: 'k2', name: 'bert' });
    await aMember(ctx, { commandKey: 'k3', name: 'cleo', password: '' });
    await callHandler(closeStaff(ctx), { name: 'bert' }, { effects: ctx.effects });

    await expect(signIn(ctx, { password: WRONG })).rejects.toMatchObject(REFUSED);
    await expect(signIn(ctx, { password: '' })).rejects.toMatchObject(REFUSED);
    for (const name of ['bert', 'cleo', 'dora', 'Anna', ''])
      await expect(signIn(ctx, { name })).rejects.toMatchObject(REFUSED);
  });

  it('looks at a password for whoever cannot sign in as well, so all take as long', async () => {
    const { ctx, looked } = watched(await aContext());
    await aMember(ctx, { name: 'bert' });
    await callHandler(closeStaff(ctx), { name: 'bert' }, { effects: ctx.effects });

    for (const name of ['bert', 'dora']) await signIn(ctx, { name }).catch(() => undefined);

    expect(looked).toEqual([undefined, undefined]);
  });

  it('takes ten attempts for a name from an address in a quarter of an hour, right ones too', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    for (let i = 0; i < 10; i++) await signIn(ctx, { password: WRONG }).catch(() => undefined);

    await expect(signIn(ctx)).rejects.toMatchObject({
      kind: 'resource_exhausted',
      code: 'auth.too_many_attempts',
      context: { retry_after_ms: String(15 * MINUTE_MS) },
    });
    await ctx.pass(15 * MINUTE_MS);
    await expect(signIn(ctx)).resolves.toBeDefined();
  });

  it('takes as many for a name from all addresses of an IPv6 network of 64 bits, and lets staff in from another', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    for (let i = 1; i <= 10; i++)
      await signIn(ctx, { password: WRONG, address: `2001:db8::${i.toString(16)}` }).catch(() => undefined);

    const eleventh = signIn(ctx, { password: WRONG, address: '2001:db8::b' });
    await expect(eleventh).rejects.toMatchObject({ code: 'auth.too_many_attempts' });
    await expect(signIn(ctx, { address: '2001:db8:0:1::1' })).resolves.toBeDefined();
  });

  it('lets staff in from another address meanwhile, up to a hundred attempts from all together', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const guess = (from: number) => signIn(ctx, { password: WRONG, address: `203.0.113.${from}` });
    for (let i = 0; i < 90; i++) await guess(i % 9).catch(() => undefined);

    await expect(signIn(ctx)).resolves.toBeDefined();
    for (let i = 0; i < 9; i++) await guess(9).catch(() => undefined);
    await expect(signIn(ctx)).rejects.toMatchObject({ code: 'auth.too_many_attempts' });
  });

  it('takes so many attempts for an address, whatever the names', async () => {
    const ctx = await aContext();
    const { signIns } = ctx.config.current;
    const perAddress = [{ max: 2, windowMs: MINUTE_MS }];
    ctx.config.set({ ...ctx.config.current, signIns: { ...signIns, perAddress } });
    await aMember(ctx);
    for (const name of ['bert', 'cleo']) await signIn(ctx, { name }).catch(() => undefined);

    await expect(signIn(ctx)).rejects.toMatchObject({ code: 'auth.too_many_attempts' });
  });

  it('leaves drivers their attempts, whatever is given for a name', async () => {
    const ctx = await aContext();
    await aDriver(ctx);
    for (let i = 0; i < 20; i++) await signIn(ctx, { name: ROBOTS_PHONE }).catch(() => undefined);

    const request = { phone: ROBOTS_PHONE, password: PASSWORD, device: '', address: '192.0.2.1' };
    const signedIn = callHandler(signInDriver(ctx), request, { effects: ctx.effects });

    await expect(signedIn).resolves.toBeDefined();
  });

  it('names each field that is too long', async () => {
    const ctx = await aContext();
    const long = 'x'.repeat(201);

    const asked = signIn(ctx, { password: long, device: long, address: long });

    await expect(asked).rejects.toMatchObject({
      fields: [{ field: 'password' }, { field: 'device' }, { field: 'address' }],
    });
  });
});
