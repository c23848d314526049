import { callHandler } from '@hansom/platform-rpc/testing';
import { type Payment, PaymentState } from '@hansom/proto-payment';
import { PaymentKind } from '@hansom/proto-booking';

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
} from '../test/a-booking.ts';
import { aContext, type SpecContext } from '../test/a-context.ts';
import { listDebts } from './handlers/list-debts.ts';
import { refund } from './handlers/refund.ts';

/** Nothing of it can be taken from its card, or nothing but what is held. */
const ALL = { token: 'tok_capture_declined', minor: 10_000 };
const BEYOND_HOLD = { token: 'tok_charge_declined', minor: 15_000 };

/** A ride that its rider owes; to make it short, his card was asked once. */
async function inDebt({ token, minor }: { token: string; minor: number }): Promise<SpecContext> {
  const ctx = await aContext({ config: { captureRetryMs: [] } });
  await bookedByCard(ctx, token);
  await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(minor) });
  await ctx.pass(0);
  ctx.config.set({ ...ctx.config.current, captureRetryMs: [60_000] });
  return ctx;
}

/** The payment of another job by that card. */
async function booksAgain(ctx: SpecContext, paymentMethodId: string): Promise<Payment> {
  const card = { paymentKind: PaymentKind.CARD, paymentMethodId };
  await hears(ctx, 'created', { bookingId: OTHER_BOOKING, ...card });
  return paymentOf(ctx, OTHER_BOOKING);
}

function movement(ctx: SpecContext, name: string) {
  return ctx.movements.get({ key: `${PAYMENT}/${name}` });
}

describe('what is to be tried again', () => {
  /** A ride whose card was asked once, and is to be asked again in a minute, and in an hour. */
  async function toBeTriedAgain({ token, minor }: { token: string; minor: number }): Promise<SpecContext> {
    const ctx = await aContext({ config: { captureRetryMs: [60_000, 3_600_000] } });
    await bookedByCard(ctx, token);
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(minor) });
    await ctx.pass(0);
    return ctx;
  }

  it.each([
    { ...ALL, ofNewCard: 10_000n },
    { ...BEYOND_HOLD, ofNewCard: 3_000n },
  ])('is taken from a new card at once: $token', async ({ ofNewCard, ...ride }) => {
    const ctx = await toBeTriedAgain(ride);
    const before = await paymentOf(ctx);

    const paymentMethodId = await aCard(ctx);
    await ctx.pass(0);

    expect(before).toMatchObject({ state: PaymentState.CAPTURE_FAILED });
    expect(await paymentOf(ctx)).toMatchObject({
      ...{ state: PaymentState.CAPTURED, paymentMethodId, reason: '' },
    });
    expect(await movement(ctx, 'rest')).toMatchObject({ card: 'sim_tok_visa', amount_minor: ofNewCard });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: ride.minor, refunded: 0 });
  });

  it('is no debt, also while a new card is asked: its rider can book by card', async () => {
    const ctx = await toBeTriedAgain(ALL);
    const listed = () => callFor(ctx, { handler: listDebts(ctx), request: {}, user: RIDER });
    const before = await listed();

    const paymentMethodId = await aCard(ctx); // nobody has asked the provider yet
    const other = await booksAgain(ctx, paymentMethodId);

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.CAPTURING });
    expect([before.payments, (await listed()).payments]).toEqual([[], []]);
    expect(other).toMatchObject({ state: PaymentState.AUTHORISING });
  });

  it('goes on by its schedule where a new card declines, and that puts nothing off', async () => {
    const ctx = await toBeTriedAgain(ALL);
    const states = [(await paymentOf(ctx)).state];

    await aCard(ctx, 'tok_charge_declined');
    for (const pause of [0, 3_600_000 - 1, 1]) {
      await ctx.pass(pause);
      states.push((await paymentOf(ctx)).state);
    }

    const { CAPTURE_FAILED, OUTSTANDING } = PaymentState;
    expect(states).toEqual([CAPTURE_FAILED, CAPTURE_FAILED, CAPTURE_FAILED, OUTSTANDING]);
    await aCard(ctx);
    await ctx.pass(0);
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 10_000, refunded: 0 });
  });
});

describe('a debt', () => {
  it('is taken from the new card, and what the old one holds is let go', async () => {
    const ctx = await inDebt(ALL);
    const owed = await paymentOf(ctx);

    const paymentMethodId = await aCard(ctx);
    await ctx.pass(0);

    expect(owed).toMatchObject({ state: PaymentState.OUTSTANDING });
    expect(await paymentOf(ctx)).toMatchObject({
      ...{ state: PaymentState.CAPTURED, paymentMethodId, reason: '' },
      captured: { amountMinor: 10_000n },
    });
    expect(await movement(ctx, 'hold')).toMatchObject({ status: 'RELEASED' });
    expect(await movement(ctx, 'rest')).toMatchObject({ card: 'sim_tok_visa', amount_minor: 10_000n });
  });

  it('has its rest taken from the new card where the hold was captured', async () => {
    const ctx = await inDebt(BEYOND_HOLD);

    await aCard(ctx);
    await ctx.pass(0);

    expect(await movement(ctx, 'hold')).toMatchObject({ status: 'CAPTURED', captured_minor: 12_000n });
    expect(await movement(ctx, 'rest')).toMatchObject({ card: 'sim_tok_visa', amount_minor: 3_000n });
  });

  it('is not taken twice where a worker that had paused has captured the hold meanwhile', async () => {
    const ctx = await inDebt(ALL);
    const late = { status: 'CAPTURED', captured_by: `${PAYMENT}/capture`, captured_minor: 10_000n } as const;
    await ctx.movements.compareAndSet({ key: `${PAYMENT}/hold` }, { expect: { status: 'HELD' }, set: late });

    await aCard(ctx);
    await ctx.pass(0);

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.CAPTURED });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 10_000, refunded: 0 });
  });

  it('that was paid is given back to the card that has paid', async () => {
    const ctx = await inDebt(ALL);
    await aCard(ctx);
    await ctx.pass(0);
    const request = { commandKey: 'k1', bookingId: BOOKING, refund: aFare(10_000).total, reason: '' };

    await callHandler(refund(ctx), request, { effects: ctx.effects });
    await ctx.pass(0);

    expect(await movement(ctx, 'refund-1-rest')).toMatchObject({
      card: 'sim_tok_visa',
      amount_minor: 10_000n,
    });
    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.REFUNDED });
  });

  it.each([ALL, BEYOND_HOLD])('is owed while a new card is asked for it: $token', async (debt) => {
    const ctx = await inDebt(debt);

    const paymentMethodId = await aCard(ctx); // nobody has asked the provider yet
    const other = await booksAgain(ctx, paymentMethodId);

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.CAPTURING });
    expect(other).toMatchObject({ state: PaymentState.AUTH_FAILED, reason: 'outstanding' });
  });

  it('is listed to who owes it until it is paid, and to nobody else', async () => {
    const ctx = await inDebt(ALL);
    const listFor = (user: string) => callFor(ctx, { handler: listDebts(ctx), request: {}, user });

    const owed = await listFor(RIDER);
    const others = await listFor('rider_01kdvt1m00fqftsxvsrzst6qpb');
    await aCard(ctx); // nobody has asked the provider yet
    const asked = await listFor(RIDER);
    await ctx.pass(0);

    expect(owed.payments).toMatchObject([{ bookingId: BOOKING, due: { amountMinor: 10_000n } }]);
    expect(others.payments).toEqual([]);
    expect(asked.payments).toMatchObject([{ state: PaymentState.CAPTURING }]);
    expect((await listFor(RIDER)).payments).toEqual([]);
  });

  it('is what it was at once when a new card is declined, as often as one comes', async () => {
    const ctx = await inDebt(ALL);

    const first = await aCard(ctx, 'tok_charge_declined');
    await ctx.pass(0);
    const between = await paymentOf(ctx);
    await aCard(ctx, 'tok_declined');
    await ctx.pass(0);

    expect(between).toMatchObject({ state: PaymentState.OUTSTANDING, reason: 'insufficient_funds' });
    expect(await paymentOf(ctx)).toMatchObject({
      state: PaymentState.OUTSTANDING,
      reason: 'card_declined',
    });
    expect(await booksAgain(ctx, first)).toMatchObject({ reason: 'outstanding' });
    await aCard(ctx);
    await ctx.pass(0);
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 10_000, refunded: 0 });
  });
});
