import { consume } from '@hansom/platform-bus/testing';
import { Payment } from '@hansom/proto-payment';

import { aContext, booked, idOf } from '../../test/a-context.ts';
import { paymentAuthFailed } from './payment-auth-failed.ts';
import { paymentSettled } from './payment-settled.ts';

function aPayment(over: Partial<Payment> = {}): { payload: { payment: Payment } } {
  return { payload: { payment: Payment.fromPartial({ bookingId: idOf('booking', 1), ...over }) } };
}

describe('a payment that is made sure', () => {
  it('begins the search, with its deadline, and lists the job', async () => {
    const ctx = await aContext();
    await booked(ctx);

    await consume(paymentSettled(ctx), aPayment(), { effects: ctx.effects });

    expect(await ctx.bookings.get(idOf('booking', 1))).toMatchObject({
      state: 'SEARCHING',
      fields: { search_epoch: 1, search_ends_at: ctx.clock.now() + 180_000 },
    });
    expect((await ctx.searching.page('got')).states).toHaveLength(1);
  });

  it('does nothing the second time, nor when it comes too late', async () => {
    const ctx = await aContext();
    await booked(ctx);
    await consume(paymentSettled(ctx), aPayment(), { effects: ctx.effects });
    await consume(paymentSettled(ctx), aPayment(), { effects: ctx.effects });
    await ctx.pass(180_000);

    await consume(paymentSettled(ctx), { ...aPayment(), version: 7 }, { effects: ctx.effects });

    expect(await ctx.bookings.get(idOf('booking', 1))).toMatchObject({ state: 'EXPIRED', version: 3 });
  });

  it('concerns nobody when there is no such job', async () => {
    const ctx = await aContext();

    await consume(paymentSettled(ctx), aPayment(), { effects: ctx.effects });

    expect((await ctx.searching.page('got')).states).toEqual([]);
  });
});

describe('a payment that failed', () => {
  it('fails the job, with the reason', async () => {
    const ctx = await aContext();
    await booked(ctx);

    await consume(paymentAuthFailed(ctx), aPayment({ reason: 'card_declined' }), { effects: ctx.effects });

    expect(await ctx.bookings.get(idOf('booking', 1))).toMatchObject({
      state: 'FAILED',
      fields: { reason: 'card_declined' },
    });
  });

  it('does nothing to a job that is under way', async () => {
    const ctx = await aContext();
    await booked(ctx);
    await consume(paymentSettled(ctx), aPayment(), { effects: ctx.effects });

    await consume(paymentAuthFailed(ctx), { ...aPayment(), version: 2 }, { effects: ctx.effects });

    expect(await ctx.bookings.get(idOf('booking', 1))).toMatchObject({ state: 'SEARCHING' });
  });
});
