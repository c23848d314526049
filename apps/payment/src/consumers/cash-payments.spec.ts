import { PaymentState } from '@hansom/proto-payment';

import { aFare, BOOKING, callFor, DRIVER, hears, PAYMENT, paymentOf } from '../../test/a-booking.ts';
import { aContext, type SpecContext } from '../../test/a-context.ts';
import { collect } from '../handlers/collect.ts';

const DAY = 86_400_000;

function collects(ctx: SpecContext, commandKey = 'k1', user = DRIVER) {
  return callFor(ctx, { handler: collect(ctx), request: { commandKey, bookingId: BOOKING }, user });
}

async function started(ctx: SpecContext): Promise<void> {
  await hears(ctx, 'created');
  await hears(ctx, 'started', { driverId: DRIVER });
}

async function driven(ctx: SpecContext): Promise<void> {
  await started(ctx);
  await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(9_900) });
}

/** What is booked of it, in order. */
async function booked(ctx: SpecContext): Promise<string[]> {
  const journals = await ctx.ledger.ofPayment(PAYMENT);
  return journals.map(({ kind, postings }) => `${kind} ${postings[0]?.minor}`);
}

const COLLECTED = ['fare 9900', 'commission 1485', 'cash_collected 9900'];

describe('a ride in cash', () => {
  it('is agreed on at once, is due with the fare, and is collected by the driver', async () => {
    const ctx = await aContext();

    await driven(ctx);
    const due = await paymentOf(ctx);
    const { payment } = await collects(ctx);
    await ctx.pass(0);

    expect(due).toMatchObject({ state: PaymentState.CASH_DUE, cash: true, due: { amountMinor: 9_900n } });
    expect(payment).toMatchObject({ state: PaymentState.CASH_COLLECTED, captured: { amountMinor: 0n } });
    expect(ctx.events.events.map(({ type }) => type)).toEqual([
      'payment.cash_agreed',
      'payment.changed',
      'payment.cash_due',
      'payment.cash_collected',
    ]);
  });

  it('is collected once: a repeat is answered alike, another attempt is refused', async () => {
    const ctx = await aContext();
    await driven(ctx);
    const { payment } = await collects(ctx);

    const again = await collects(ctx);

    expect(again.payment).toEqual(payment);
    await expect(collects(ctx, 'k2')).rejects.toMatchObject({
      code: 'payment.transition_not_allowed',
      context: { state: 'CASH_COLLECTED' },
    });
  });

  it('is collected before its price is known, and booked as soon as that is', async () => {
    const ctx = await aContext();
    await started(ctx);

    const { payment } = await collects(ctx);
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(9_900) });
    await ctx.pass(0);

    expect(payment).toMatchObject({ state: PaymentState.CASH_AGREED });
    expect(await paymentOf(ctx)).toMatchObject({
      state: PaymentState.CASH_COLLECTED,
      due: { amountMinor: 9_900n },
    });
    expect(await booked(ctx)).toEqual(COLLECTED);
  });

  it('that was collected early and costs nothing, or a fee, is as any other', async () => {
    const [free, fined] = [await aContext(), await aContext()];
    await started(free);
    await started(fined);
    await collects(free);
    await collects(fined);

    await hears(free, 'cancelled');
    await hears(fined, 'cancelled', { fare: aFare(5_000), driverId: DRIVER });

    expect(await paymentOf(free)).toMatchObject({ state: PaymentState.CASH_CLOSED });
    expect(await paymentOf(fined)).toMatchObject({ state: PaymentState.OUTSTANDING });
  });

  it('counts as collected when its driver says nothing of it for a day', async () => {
    const ctx = await aContext();
    await driven(ctx);

    await ctx.pass(DAY - 1);
    const before = await paymentOf(ctx);
    await ctx.pass(1);

    expect(before).toMatchObject({ state: PaymentState.CASH_DUE });
    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.CASH_COLLECTED });
    expect(await booked(ctx)).toEqual(COLLECTED);
  });

  it('counts as collected sooner or later where its city says so', async () => {
    const ctx = await aContext({ config: { presumeCollectedMs: 60_000 } });
    await driven(ctx);

    await ctx.pass(60_000);

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.CASH_COLLECTED });
  });

  it('is not collected by another driver', async () => {
    const ctx = await aContext();
    await started(ctx);

    await expect(collects(ctx, 'k1', `${DRIVER.slice(0, -1)}z`)).rejects.toMatchObject({
      code: 'payment.not_found',
    });
  });

  it('is closed when nothing is to be paid', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');

    await hears(ctx, 'cancelled');

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.CASH_CLOSED });
  });

  it('becomes a debt of the rider when there is a fee', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');

    await hears(ctx, 'no_show', { fare: aFare(5_000), driverId: DRIVER });

    expect(await paymentOf(ctx)).toMatchObject({
      state: PaymentState.OUTSTANDING,
      reason: 'fee_without_card',
    });
  });

  it('knows a booking that was never opened: its event comes again', async () => {
    const ctx = await aContext();

    await expect(hears(ctx, 'completed', { fare: aFare(1) })).rejects.toMatchObject({
      code: 'payment.not_opened',
    });
  });

  it('names every field that breaks a rule, and asks for somebody who is signed in', async () => {
    const ctx = await aContext();
    const request = { commandKey: '', bookingId: 'x' };

    const bad = callFor(ctx, { handler: collect(ctx), request, user: DRIVER });

    await expect(bad).rejects.toMatchObject({ fields: [{ field: 'command_key' }, { field: 'booking_id' }] });
    await expect(collect(ctx)(request, {} as never)).rejects.toMatchObject({ code: 'payment.no_user' });
  });
});
