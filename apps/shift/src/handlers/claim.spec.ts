import { callHandler } from '@hansom/platform-rpc/testing';
import { ClaimEnd, ClaimRefusal } from '@hansom/proto-shift';
import { makeId, cityCode } from '@hansom/shared-ids';

import {
  aBookingId,
  aContext,
  anOfferId,
  bookingSays,
  claimFor,
  inTime,
  onShift,
  stateOf,
} from '../../test/a-context.ts';
import { accept } from './accept.ts';
import { claim } from './claim.ts';
import { endClaim } from './end-claim.ts';

const refusedWith = (reason: ClaimRefusal) => ({ $case: 'refused', value: { reason } });

describe('claim', () => {
  it('takes a free driver for an offer', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);

    const { request, outcome } = await claimFor(ctx, shift);

    expect(outcome).toMatchObject({
      $case: 'claimed',
      value: { shiftId: shift.shiftId, token: request.offerId, bookingId: request.bookingId, version: 2 },
    });
    expect(ctx.events.events.map(({ type }) => type)).toEqual(['shift.started', 'shift.claimed']);
  });

  it('answers a repeat alike, also after the driver accepted, and changes nothing', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const { request } = await claimFor(ctx, shift);

    const again = await claimFor(ctx, shift, request);
    await callHandler(accept(ctx), request);
    const later = await claimFor(ctx, shift, request);

    expect(again.outcome).toMatchObject({ $case: 'claimed', value: { version: 2 } });
    expect(later.outcome).toMatchObject({ $case: 'claimed', value: { version: 3 } });
  });

  it('is won by one of two dispatchers, and the other can never have it under its token', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);

    const claims = await inTime(ctx, Promise.all([claimFor(ctx, shift), claimFor(ctx, shift)]));

    const [winner, ...others] = claims.filter(({ outcome }) => outcome?.$case === 'claimed');
    const loser = claims.find((one) => one !== winner);
    expect(others).toEqual([]);
    expect(loser?.outcome).toEqual(refusedWith(ClaimRefusal.NOT_FREE));
    if (!winner || !loser) throw new Error('nobody won');
    await callHandler(endClaim(ctx), { ...winner.request, reason: ClaimEnd.DECLINED });
    const again = await claimFor(ctx, shift, loser.request);
    expect(again.outcome).toEqual(refusedWith(ClaimRefusal.TOKEN_ENDED));
  });

  it('is refused once its token was ended, even when the end came first', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const offerId = anOfferId(ctx);
    await callHandler(endClaim(ctx), { ...shift, offerId, reason: ClaimEnd.WITHDRAWN });

    const { outcome } = await claimFor(ctx, shift, { offerId });

    expect(outcome).toEqual(refusedWith(ClaimRefusal.TOKEN_ENDED));
  });

  it('is refused for a job that was taken away from this driver, under any offer', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const { request } = await claimFor(ctx, shift);
    await bookingSays(ctx, 'assigned', request);
    await bookingSays(ctx, 'reallocating', request);

    const { outcome } = await claimFor(ctx, shift, { bookingId: request.bookingId });

    expect(outcome).toEqual(refusedWith(ClaimRefusal.REALLOCATED));
  });

  it('is refused when its deadline has passed: a dispatcher that was paused comes too late', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const deadlineAt = new Date(ctx.clock.now());

    const { outcome } = await claimFor(ctx, shift, { deadlineAt });

    expect(outcome).toEqual(refusedWith(ClaimRefusal.TOO_LATE));
  });

  it('ends what it finds over: an offer whose timer is late', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const { request: first } = await claimFor(ctx, shift);
    await ctx.shifts.close(); // who would fire it has gone
    await ctx.effects.time.advance(20_000);

    const { request, outcome } = await claimFor(ctx, shift);

    expect(outcome).toMatchObject({ $case: 'claimed', value: { token: request.offerId, ignoredOffers: 1 } });
    expect((await claimFor(ctx, shift, first)).outcome).toEqual(refusedWith(ClaimRefusal.TOKEN_ENDED));
  });

  it('finds a driver on a break whose third offer in a row it found over', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    for (let ignored = 0; ignored < 2; ignored++) {
      await claimFor(ctx, shift);
      await ctx.pass(20_000);
    }
    await claimFor(ctx, shift);
    await ctx.shifts.close();
    await ctx.effects.time.advance(20_000);

    const { outcome } = await claimFor(ctx, shift);

    expect(outcome).toEqual(refusedWith(ClaimRefusal.NOT_FREE));
    expect(await stateOf(ctx, shift)).toBe('BREAK');
  });

  it('refuses an unknown shift, and what is wrong with a request', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const shiftId = makeId('shift', ctx.ids.uuid(), cityCode('got'));
    const distant = new Date(ctx.clock.now() + 61_000);

    await expect(claimFor(ctx, { shiftId })).rejects.toMatchObject({ code: 'shift.not_found' });
    await expect(claimFor(ctx, shift, { deadlineAt: distant })).rejects.toMatchObject({
      fields: [{ field: 'deadline_at' }],
    });
    const nonsense = { shiftId: 's', offerId: 'o', bookingId: aBookingId(ctx), deadlineAt: undefined };
    await expect(callHandler(claim(ctx), nonsense)).rejects.toMatchObject({
      fields: [{ field: 'shift_id' }, { field: 'offer_id' }, { field: 'deadline_at' }],
    });
  });
});
