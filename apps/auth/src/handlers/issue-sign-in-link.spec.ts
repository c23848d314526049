import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { aMember } from '../../test/a-member.ts';
import { linkHash } from '../redeem-link.ts';
import { closeStaff } from './close-staff.ts';
import { issueSignInLink } from './issue-sign-in-link.ts';

const MINUTE_MS = 60_000;

const issue = (ctx: SpecContext, name = 'anna', validForMs = 0) =>
  callHandler(issueSignInLink(ctx), { name, validForMs }, { effects: ctx.effects });

/** The context in a city whose clock runs so much faster than ours. */
const at = (ctx: SpecContext, speed: number): SpecContext => ({
  ...ctx,
  effects: { ...ctx.effects, clock: { ...ctx.effects.clock, speed } },
});

describe('issueSignInLink', () => {
  it('gives 32 bytes that nobody guesses, others each time, and keeps only what is derived from them', async () => {
    const ctx = await aContext();
    await aMember(ctx);

    const [{ secret }, other] = [await issue(ctx), await issue(ctx)];

    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(other.secret).not.toBe(secret);
    expect(await ctx.staff.links.redeem(secret, 'k1')).toBeUndefined();
    const kept = await ctx.staff.links.redeem(linkHash(ctx.secret, secret), 'k1');
    expect(kept?.name).toBe('anna');
    expect(JSON.stringify([kept, ctx.effects.log.lines])).not.toContain(secret);
  });

  it('is good for ten minutes unless it is asked for another time', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    const now = ctx.effects.clock.now();

    expect((await issue(ctx)).expiresAt?.getTime()).toBe(now + 10 * MINUTE_MS);
    expect((await issue(ctx, 'anna', MINUTE_MS)).expiresAt?.getTime()).toBe(now + MINUTE_MS);
  });

  it('gives as much real time in a city whose clock runs faster', async () => {
    const ctx = await aContext();
    await aMember(ctx);

    const { expiresAt } = await issue(at(ctx, 60));

    expect(expiresAt?.getTime()).toBe(ctx.effects.clock.now() + 60 * 10 * MINUTE_MS);
  });

  it('refuses who is unknown, and who is closed', async () => {
    const ctx = await aContext();
    await aMember(ctx);
    await callHandler(closeStaff(ctx), { name: 'anna' }, { effects: ctx.effects });

    await expect(issue(ctx, 'bert')).rejects.toMatchObject({ kind: 'not_found', code: 'auth.not_found' });
    await expect(issue(ctx)).rejects.toMatchObject({ code: 'auth.staff_closed' });
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    const asked = issue(ctx, 'Anna', 24 * 60 * MINUTE_MS + 1);

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'name' }, { field: 'valid_for_ms' }] });
  });
});
