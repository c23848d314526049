import { PaymentState } from '@hansom/proto-payment';

import {
  aCard,
  aFare,
  BOOKING,
  bookedByCard,
  DRIVER,
  hears,
  moneyMoved,
  OTHER_BOOKING,
  paymentOf,
} from '../../test/a-booking.ts';
import { aContext } from '../../test/a-context.ts';
import { PaymentKind } from '@hansom/proto-booking';

const DAY = 86_400_000;

describe('a ride by card', () => {
  it('has a fifth more than its quote held', async () => {
    const ctx = await aContext();

    await bookedByCard(ctx);

    expect(await paymentOf(ctx)).toMatchObject({
      state: PaymentState.AUTHORISED,
      authorised: { amountMinor: 12_000n, currency: 'SEK' },
      cash: false,
    });
    expect(await moneyMoved(ctx)).toEqual({ held: 12_000, taken: 0, refunded: 0 });
    expect(ctx.events.events.map(({ type }) => type)).toEqual(['payment.authorising', 'payment.authorised']);
  });

  it('belongs to the city and the world of its booking', async () => {
    const ctx = await aContext();

    await bookedByCard(ctx);

    expect(ctx.events.events[0]).toMatchObject({ city: 'got', tenancy: 'live' });
  });

  it('is opened once, however often it is told', async () => {
    const ctx = await aContext();
    const paymentMethodId = await aCard(ctx);
    const card = { paymentKind: PaymentKind.CARD, paymentMethodId };

    const both = Promise.all([hears(ctx, 'created', card), hears(ctx, 'created', card)]);
    await ctx.pass(100); // who loses the race looks again after a moment
    await both;
    await hears(ctx, 'created', card);
    await ctx.pass(0);

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.AUTHORISED, version: 2 });
  });

  it('takes the fare of the hold and lets the rest go', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);

    await hears(ctx, 'started', { driverId: DRIVER });
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(11_000) });
    await ctx.pass(0);

    expect(await paymentOf(ctx)).toMatchObject({
      state: PaymentState.CAPTURED,
      driverId: DRIVER,
      captured: { amountMinor: 11_000n },
      due: { amountMinor: 11_000n },
    });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 11_000, refunded: 0 });
  });

  it('takes what is beyond the hold by a charge of its own', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);

    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(15_000) });
    await ctx.pass(0);

    expect(await paymentOf(ctx)).toMatchObject({
      state: PaymentState.CAPTURED,
      captured: { amountMinor: 15_000n },
    });
    expect(await ctx.movements.get({ key: `${(await paymentOf(ctx)).paymentId}/rest` })).toMatchObject({
      amount_minor: 3_000n,
    });
  });

  it.each(['cancelled', 'expired', 'failed'] as const)(
    'lets the hold go when the job was %s',
    async (what) => {
      const ctx = await aContext();
      await bookedByCard(ctx);

      await hears(ctx, what);
      await ctx.pass(0);

      expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.VOIDED });
      expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 0, refunded: 0 });
    },
  );

  it.each(['cancelled', 'no_show'] as const)(
    'takes a fee of the hold when it was %s for one',
    async (what) => {
      const ctx = await aContext();
      await bookedByCard(ctx);

      await hears(ctx, what, { fare: aFare(5_000), driverId: DRIVER });
      await ctx.pass(0);

      expect(await paymentOf(ctx)).toMatchObject({
        state: PaymentState.CAPTURED,
        captured: { amountMinor: 5_000n },
      });
      expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 5_000, refunded: 0 });
    },
  );

  it('fails when the card is declined, unknown or not on file any more', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx, 'tok_declined');
    await hears(ctx, 'created', {
      bookingId: OTHER_BOOKING,
      paymentKind: PaymentKind.CARD,
      paymentMethodId: 'card_x',
    });

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.AUTH_FAILED, reason: 'card_declined' });
    expect(await paymentOf(ctx, OTHER_BOOKING)).toMatchObject({
      state: PaymentState.AUTH_FAILED,
      reason: 'unknown_method',
    });
  });

  it('tries again after 1 min, 5 min, 30 min, 6 h and a day, then the rider owes it', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx, 'tok_capture_declined');
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(10_000) });
    await ctx.pass(0);
    const states = [(await paymentOf(ctx)).state];

    for (const pause of [60_000, 300_000, 1_800_000, 6 * 3_600_000, DAY]) {
      await ctx.pass(pause - 1);
      states.push((await paymentOf(ctx)).state);
      await ctx.pass(1);
    }

    expect(states).toEqual(Array(6).fill(PaymentState.CAPTURE_FAILED));
    expect(await paymentOf(ctx)).toMatchObject({
      state: PaymentState.OUTSTANDING,
      reason: 'insufficient_funds',
    });
    expect(ctx.events.events.filter(({ type }) => type === 'payment.capture_failed')).toHaveLength(5);
  });

  it('refuses a card job while its rider owes something, but no cash job, until a new card has paid', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');
    await hears(ctx, 'no_show', { fare: aFare(5_000) });
    const card = { bookingId: OTHER_BOOKING, paymentKind: PaymentKind.CARD };
    const another = 'booking_got_01kdvt1m00fqftsxvsrzst6qpc';
    const third = 'booking_got_01kdvt1m00fqftsxvsrzst6qpd';
    await hears(ctx, 'created', { ...card, paymentMethodId: 'card_x' });
    await hears(ctx, 'created', { bookingId: another });

    const paymentMethodId = await aCard(ctx);
    await ctx.pass(0);
    await hears(ctx, 'created', { ...card, bookingId: third, paymentMethodId });
    await ctx.pass(0);

    expect(await paymentOf(ctx, OTHER_BOOKING)).toMatchObject({
      state: PaymentState.AUTH_FAILED,
      reason: 'outstanding',
    });
    expect(await paymentOf(ctx, another)).toMatchObject({ state: PaymentState.CASH_AGREED });
    expect(await paymentOf(ctx, BOOKING)).toMatchObject({
      state: PaymentState.CAPTURED,
      captured: { amountMinor: 5_000n },
    });
    expect(await paymentOf(ctx, third)).toMatchObject({ state: PaymentState.AUTHORISED });
  });
});
