import { callHandler } from '@hansom/platform-rpc/testing';
import { PaymentState } from '@hansom/proto-payment';

import { aFare, BOOKING, bookedByCard, DRIVER, hears, moneyMoved, paymentOf } from '../../test/a-booking.ts';
import { aContext, type SpecContext } from '../../test/a-context.ts';
import { refund } from './refund.ts';

async function paid(minor: number): Promise<SpecContext> {
  const ctx = await aContext();
  await bookedByCard(ctx);
  await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(minor) });
  await ctx.pass(0);
  return ctx;
}

function refunds(ctx: SpecContext, minor: number, commandKey = `give back ${minor}`) {
  const given = { amountMinor: BigInt(minor), currency: 'SEK' };
  const request = { commandKey, bookingId: BOOKING, refund: given, reason: 'a detour' };
  return callHandler(refund(ctx), request, { effects: ctx.effects });
}

describe('refund', () => {
  it('gives some back, and then the rest', async () => {
    const ctx = await paid(10_000);

    const { payment } = await refunds(ctx, 4_000);
    await ctx.pass(0);
    const some = await paymentOf(ctx);
    await refunds(ctx, 6_000);
    await ctx.pass(0);

    expect(payment).toMatchObject({ state: PaymentState.REFUNDING });
    expect(some).toMatchObject({ state: PaymentState.PARTIALLY_REFUNDED, refunded: { amountMinor: 4_000n } });
    expect(await paymentOf(ctx)).toMatchObject({
      ...{ state: PaymentState.REFUNDED, reason: 'a detour' },
      refunded: { amountMinor: 10_000n },
    });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 10_000, refunded: 10_000 });
  });

  it('gives back of the hold first, then of what was charged beside it', async () => {
    const ctx = await paid(15_000);

    await refunds(ctx, 11_000);
    await ctx.pass(0);
    await refunds(ctx, 3_500);
    await ctx.pass(0);

    const { paymentId } = await paymentOf(ctx);
    expect(await ctx.movements.get({ key: `${paymentId}/refund-2-hold` })).toMatchObject({
      amount_minor: 1_000n,
    });
    expect(await ctx.movements.get({ key: `${paymentId}/refund-2-rest` })).toMatchObject({
      amount_minor: 2_500n,
    });
  });

  it('answers a repeat alike and gives back once', async () => {
    const ctx = await paid(10_000);

    await refunds(ctx, 4_000);
    await ctx.pass(0);
    await refunds(ctx, 4_000);
    await ctx.pass(0);

    expect(await moneyMoved(ctx)).toMatchObject({ refunded: 4_000 });
  });

  it('refuses more than is left, another currency, nothing, too many words, and what was not paid', async () => {
    const ctx = await paid(10_000);
    await refunds(ctx, 4_000);
    await ctx.pass(0);
    const kronor = { amountMinor: 1n, currency: 'EUR' };
    const other = { commandKey: 'k', bookingId: BOOKING, refund: kronor, reason: '' };
    const wordy = { ...other, refund: { amountMinor: 1n, currency: 'SEK' }, reason: 'x'.repeat(501) };

    await expect(refunds(ctx, 6_001)).rejects.toMatchObject({ fields: [{ field: 'refund' }] });
    await expect(refunds(ctx, 0)).rejects.toMatchObject({ fields: [{ field: 'refund' }] });
    await expect(callHandler(refund(ctx), other, { effects: ctx.effects })).rejects.toMatchObject({
      kind: 'invalid_argument',
    });
    await expect(callHandler(refund(ctx), wordy, { effects: ctx.effects })).rejects.toMatchObject({
      fields: [{ field: 'reason' }],
    });
    const unpaid = await aContext();
    await bookedByCard(unpaid);
    await expect(refunds(unpaid, 1)).rejects.toMatchObject({ code: 'payment.transition_not_allowed' });
    await expect(refunds(await aContext(), 1)).rejects.toMatchObject({ code: 'payment.not_found' });
  });
});
