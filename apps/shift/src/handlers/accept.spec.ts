import { callHandler } from '@hansom/platform-rpc/testing';
import { ClaimEnd, ShiftState } from '@hansom/proto-shift';

import { aContext, anOfferId, bookingSays, claimFor, onShift, stateOf } from '../../test/a-context.ts';
import { accept } from './accept.ts';
import { endClaim } from './end-claim.ts';

async function claimed() {
  const ctx = await aContext();
  const shift = await onShift(ctx);
  const { request } = await claimFor(ctx, shift);
  return { ctx, shift, request };
}

describe('accept', () => {
  it('takes a claimed driver to ACCEPTING', async () => {
    const { ctx, request } = await claimed();

    const response = await callHandler(accept(ctx), request);

    expect(response).toMatchObject({
      accepting: true,
      shift: { state: ShiftState.ACCEPTING, token: request.offerId },
    });
  });

  it('answers yes again, also when the job has gone on', async () => {
    const { ctx, request } = await claimed();
    await callHandler(accept(ctx), request);
    await bookingSays(ctx, 'assigned', request);

    const response = await callHandler(accept(ctx), request);

    expect(response).toMatchObject({ accepting: true, shift: { state: ShiftState.EN_ROUTE, version: 4 } });
  });

  it('comes too late when the offer has run out: a paused accept that wakes', async () => {
    const { ctx, request } = await claimed();
    await ctx.pass(20_000);

    const response = await callHandler(accept(ctx), request);

    expect(response).toMatchObject({ accepting: false, shift: { state: ShiftState.FREE, ignoredOffers: 1 } });
  });

  it('is not undone by the timer of the claim, however late that is', async () => {
    const { ctx, shift, request } = await claimed();
    await callHandler(accept(ctx), request);

    await ctx.pass(3_600_000);

    expect(await stateOf(ctx, shift)).toBe('ACCEPTING');
  });

  it('is ended only by the refusal of its booking', async () => {
    const { ctx, shift, request } = await claimed();
    await callHandler(accept(ctx), request);

    await callHandler(endClaim(ctx), { ...request, reason: ClaimEnd.EXPIRED });
    expect(await stateOf(ctx, shift)).toBe('ACCEPTING');

    await callHandler(endClaim(ctx), { ...request, reason: ClaimEnd.REFUSED });
    expect(await stateOf(ctx, shift)).toBe('FREE');
  });

  it('says no under another token', async () => {
    const { ctx, shift } = await claimed();

    const { accepting } = await callHandler(accept(ctx), { ...shift, offerId: anOfferId(ctx) });

    expect(accepting).toBe(false);
  });
});
