import { callHandler } from '@hansom/platform-rpc/testing';
import { ClaimEnd, ShiftFreed, ShiftState } from '@hansom/proto-shift';

import { aContext, aDriver, anOfferId, as, claimFor, onShift } from '../../test/a-context.ts';
import { end } from './end.ts';
import { endClaim } from './end-claim.ts';

describe('endClaim', () => {
  it.each([
    [ClaimEnd.DECLINED, 0],
    [ClaimEnd.EXPIRED, 1],
    [ClaimEnd.WITHDRAWN, 0],
    [ClaimEnd.REFUSED, 0],
  ])('frees a driver for reason %s, who then has ignored %s', async (reason, ignoredOffers) => {
    const ctx = await aContext();
    const { request } = await claimFor(ctx, await onShift(ctx));

    const { shift } = await callHandler(endClaim(ctx), { ...request, reason });

    expect(shift).toMatchObject({ state: ShiftState.FREE, token: '', bookingId: '', ignoredOffers });
    const freed = ShiftFreed.decode(ctx.events.events.at(-1)?.payload ?? new Uint8Array());
    expect(freed).toMatchObject({ endedToken: request.offerId, shift: { version: 3 } });
  });

  it('counts an offer once, whoever ends it again', async () => {
    const ctx = await aContext();
    const { request } = await claimFor(ctx, await onShift(ctx));
    await ctx.pass(20_000);

    const { shift } = await callHandler(endClaim(ctx), { ...request, reason: ClaimEnd.EXPIRED });

    expect(shift).toMatchObject({ version: 3, ignoredOffers: 1 });
  });

  it('tells of a token that was ended before it was held, once', async () => {
    const ctx = await aContext();
    const { shiftId } = await onShift(ctx);
    const request = { shiftId, offerId: anOfferId(ctx), bookingId: '', reason: ClaimEnd.WITHDRAWN };

    await callHandler(endClaim(ctx), request);
    const { shift } = await callHandler(endClaim(ctx), request);

    expect(shift).toMatchObject({ state: ShiftState.FREE, version: 2 });
    expect(ctx.events.events.at(-1)?.type).toBe('shift.changed');
  });

  it('changes nothing of a shift that has ended', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const { shiftId } = await onShift(ctx, driver);
    await as(ctx, driver, end(ctx))({ commandKey: 'e' });

    const request = { shiftId, offerId: anOfferId(ctx), bookingId: '', reason: ClaimEnd.REFUSED };
    const { shift } = await callHandler(endClaim(ctx), request);

    expect(shift).toMatchObject({ state: ShiftState.ENDED, version: 2 });
  });

  it('asks why', async () => {
    const ctx = await aContext();
    const { request } = await claimFor(ctx, await onShift(ctx));

    const asked = callHandler(endClaim(ctx), { ...request, reason: ClaimEnd.UNSPECIFIED });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'reason' }] });
  });
});
