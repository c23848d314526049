import { callHandler } from '@hansom/platform-rpc/testing';
import { PaymentState } from '@hansom/proto-payment';

import {
  aCard,
  aFare,
  BOOKING,
  bookedByCard,
  callFor,
  DRIVER,
  hears,
  moneyMoved,
  OTHER_BOOKING,
  PAYMENT,
  paymentOf,
  RIDER,
} from '../../test/a-booking.ts';
import { aContext, type SpecContext } from '../../test/a-context.ts';
import { balancesOf } from '../domain/balances.ts';
import { forgive } from './forgive.ts';
import { listDebts } from './list-debts.ts';

const REASON = 'nobody was driven';

/** A ride for so much that could not be taken from a card of that kind. */
async function inDebt(token: string, minor: number): Promise<SpecContext> {
  const ctx = await aContext({ config: { captureRetryMs: [] } });
  await bookedByCard(ctx, token);
  await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(minor) });
  await ctx.pass(0);
  return ctx;
}

/** A fee for a ride that was to be paid in cash. */
async function inDebtForFee(): Promise<SpecContext> {
  const ctx = await aContext();
  await hears(ctx, 'created');
  await hears(ctx, 'no_show', { driverId: DRIVER, fare: aFare(5_000) });
  await ctx.pass(0);
  return ctx;
}

function forgives(ctx: SpecContext, { key = 'k', reason = REASON, bookingId = BOOKING } = {}) {
  const request = { commandKey: key, bookingId, reason };
  return callHandler(forgive(ctx), request, { effects: ctx.effects });
}

async function balances(ctx: SpecContext): Promise<Record<string, number>> {
  const { journals } = await ctx.ledger.page('got', '');
  return Object.fromEntries([...balancesOf(journals)].map(([name, minor]) => [name, Number(minor)]));
}

const debtsOf = async (ctx: SpecContext) =>
  (await callFor(ctx, { handler: listDebts(ctx), request: {}, user: RIDER })).payments;

describe('forgive', () => {
  it('lets the rider off at once: a card job may be booked again, and no card is asked for the debt', async () => {
    const ctx = await inDebtForFee();

    const { payment } = await forgives(ctx);
    const owed = await debtsOf(ctx);
    await bookedByCard(ctx, 'tok_visa', { bookingId: OTHER_BOOKING });

    expect(payment).toMatchObject({ state: PaymentState.FORGIVING, reason: REASON });
    expect(owed).toEqual([]);
    expect(await paymentOf(ctx, OTHER_BOOKING)).toMatchObject({ state: PaymentState.AUTHORISED });
    expect(await paymentOf(ctx)).toMatchObject({
      ...{ state: PaymentState.FORGIVEN, reason: REASON },
      ...{ due: { amountMinor: 5_000n }, captured: { amountMinor: 0n } },
    });
  });

  it('has the company bear it: the rider owes nothing, the driver keeps the earnings', async () => {
    const ctx = await inDebtForFee();
    const before = await balances(ctx);

    await forgives(ctx);
    await ctx.pass(0);

    expect(await balances(ctx)).toEqual({
      ...before,
      ...{ [`riders:${RIDER} SEK`]: 0, 'company:losses SEK': 5_000 },
    });
  });

  it('lets go of what an old card still holds', async () => {
    const ctx = await inDebt('tok_capture_declined', 10_000);
    const before = await moneyMoved(ctx);

    await forgives(ctx);
    await ctx.pass(0);

    expect(before).toMatchObject({ held: 12_000 });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 0, refunded: 0 });
    expect(await balances(ctx)).toMatchObject({ 'company:losses SEK': 10_000 });
  });

  it('forgives what was not taken, and no more', async () => {
    const ctx = await inDebt('tok_charge_declined', 15_000);

    await forgives(ctx);
    await ctx.pass(0);

    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 12_000, refunded: 0 });
    expect(await balances(ctx)).toMatchObject({
      ...{ 'psp SEK': 12_000, 'company:losses SEK': 3_000, [`riders:${RIDER} SEK`]: 0 },
    });
  });

  it('counts as taken what a worker that had paused has captured all the same', async () => {
    const ctx = await inDebt('tok_capture_declined', 10_000);
    const late = { status: 'CAPTURED', captured_by: `${PAYMENT}/capture`, captured_minor: 10_000n } as const;
    await ctx.movements.compareAndSet({ key: `${PAYMENT}/hold` }, { expect: { status: 'HELD' }, set: late });

    await forgives(ctx);
    await ctx.pass(0);

    expect(await paymentOf(ctx)).toMatchObject({ captured: { amountMinor: 10_000n } });
    expect(await balances(ctx)).toMatchObject({ 'psp SEK': 10_000, [`riders:${RIDER} SEK`]: 0 });
    expect(await balances(ctx)).not.toHaveProperty('company:losses SEK');
  });

  it('answers a repeat alike, and tells of it once', async () => {
    const ctx = await inDebtForFee();

    const first = await forgives(ctx);
    const again = await forgives(ctx);
    await ctx.pass(0);
    await forgives(ctx);

    expect(again).toEqual(first);
    const told = ctx.events.events.filter(({ type }) => type === 'payment.forgiven');
    expect(told).toHaveLength(1);
  });

  it('is refused for what is not owed, while a new card is asked for it, and without a reason', async () => {
    const ctx = await inDebt('tok_capture_declined', 10_000);

    await expect(forgives(ctx, { reason: ' ' })).rejects.toMatchObject({ fields: [{ field: 'reason' }] });
    await aCard(ctx); // nobody has asked the provider yet
    const asked = forgives(ctx);
    await expect(asked).rejects.toMatchObject({ code: 'payment.transition_not_allowed' });
    await ctx.pass(0);
    await expect(forgives(ctx, { key: 'other' })).rejects.toMatchObject({
      code: 'payment.transition_not_allowed',
    });
    const unknown = forgives(ctx, { bookingId: OTHER_BOOKING });
    await expect(unknown).rejects.toMatchObject({ code: 'payment.not_found' });
  });
});
