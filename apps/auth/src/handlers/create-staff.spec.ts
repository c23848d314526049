import { StaffState } from '@hansom/proto-auth';

import { aContext, atOnce, given, PASSWORD, userOf } from '../../test/a-context.ts';
import { aLink, aMember, redeemed } from '../../test/a-member.ts';

describe('createStaff', () => {
  it('makes an account', async () => {
    const ctx = await aContext();

    const staff = await aMember(ctx, { roles: ['OPS.GOT', 'OPS.PHONES'] });

    expect(staff).toEqual({
      staffId: expect.stringMatching(/^staff_/),
      name: 'anna',
      roles: ['OPS.GOT', 'OPS.PHONES'],
      state: StaffState.ACTIVE,
      hasPassword: true,
      createdAt: new Date(ctx.effects.clock.now()),
    });
  });

  it('keeps the password as Argon2id with 19 MiB and two passes, and nowhere else', async () => {
    const ctx = await aContext();

    await aMember(ctx);

    const member = await ctx.staff.members.ofName('anna');
    expect(member?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(ctx.effects.log.lines)).not.toContain(PASSWORD);
  });

  it('makes one without a password, for links alone', async () => {
    const ctx = await aContext();

    expect(await aMember(ctx, { password: '' })).toMatchObject({ hasPassword: false });
  });

  it('gives a repeat its own account', async () => {
    const ctx = await aContext();
    const first = await aMember(ctx);

    expect(await aMember(ctx)).toEqual(first);
  });

  it('refuses a name that somebody has, or had', async () => {
    const ctx = await aContext();
    await aMember(ctx);

    const other = aMember(ctx, { commandKey: 'k2' });

    await expect(other).rejects.toMatchObject({ kind: 'already_exists', code: 'auth.name_taken' });
  });

  it('lets one of many who race for a name have it', async () => {
    const ctx = await aContext();
    const keys = Array.from({ length: 5 }, (_, i) => `k${i}`);

    const answered = await atOnce(
      ctx,
      keys.map((commandKey) => () => aMember(ctx, { commandKey }).catch((error) => error.code)),
    );

    expect(answered.filter((answer) => answer === 'auth.name_taken')).toHaveLength(4);
  });

  it('takes no more roles than a token can hold', async () => {
    const ctx = await aContext();
    const roles = Array.from({ length: 16 }, (_, i) => `OPS.${'A'.repeat(31)}${i % 10}`);
    await aMember(ctx, { roles });

    const { tokens } = await redeemed(ctx, await aLink(ctx));

    expect(await userOf(ctx, given(tokens).accessToken)).toMatchObject({ roles });
  });

  it('names each field that is wrong, and says what a pattern of roles is', async () => {
    const ctx = await aContext();

    const asked = aMember(ctx, { commandKey: '', name: 'Anna', roles: ['OPS..GOT'] });
    const short = aMember(ctx, { password: 'short' });

    await expect(asked).rejects.toMatchObject({
      code: 'auth.invalid_argument',
      fields: [
        { field: 'command_key' },
        { field: 'name' },
        { field: 'roles', rule: expect.stringContaining('joined by dots, as in OPS.GOT; * is any part') },
      ],
    });
    await expect(short).rejects.toMatchObject({ fields: [{ field: 'password' }] });
  });
});
