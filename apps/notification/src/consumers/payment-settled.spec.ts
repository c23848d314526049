import { consume } from '@hansom/platform-bus/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { MessageKind } from '@hansom/proto-notification';
import { type Payment } from '@hansom/proto-payment';

import { aContext, mailbox, type SpecContext } from '../../test/a-context.ts';
import { aCancelledBooking, anEventOf, aPayment, BOOKING, RIDER } from '../../test/builders.ts';
import { getReceipt } from '../handlers/get-receipt.ts';
import { paymentSettled } from './payment-settled.ts';

interface Happened {
  what: 'captured' | 'cash_collected' | 'outstanding' | 'forgiven' | 'refunded';
  version?: number;
  payment?: Partial<Payment>;
}

function settle(ctx: SpecContext, { what, version = 5, payment }: Happened): Promise<void> {
  const about = { aggregate: 'payment', key: 'payment_1', type: `payment.${what}`, version };
  const event = anEventOf(ctx, { payment: aPayment(payment) }, about);
  return consume(paymentSettled(ctx), event, { effects: ctx.effects });
}

const receipt = async (ctx: SpecContext) =>
  (await callHandler(getReceipt(ctx), { bookingId: BOOKING }, { effects: ctx.effects })).receipt;

const texts = async (ctx: SpecContext) => (await mailbox(ctx)).map(({ text }) => text);

describe('paymentSettled', () => {
  it('makes out a receipt, and sends it', async () => {
    const ctx = await aContext();

    await settle(ctx, { what: 'captured' });

    const { booking } = ctx.world;
    expect(await receipt(ctx)).toEqual({
      bookingId: BOOKING,
      riderId: RIDER,
      fare: booking.fare,
      pickup: booking.pickup,
      destination: booking.destination,
      startedAt: booking.startedAt,
      endedAt: booking.endedAt,
      distanceMetres: 6_449,
      durationMs: 900_000,
      driverName: 'Karin',
      plate: 'ABC123',
      paidBy: 'visa 4242',
      issuedAt: new Date(ctx.clock.now()),
    });
    expect(await mailbox(ctx)).toMatchObject([
      {
        messageId: 'payment/payment_1/5',
        kind: MessageKind.RECEIPT,
        bookingId: BOOKING,
        text: 'Your ride on 5 January, 09:02 to 09:17, from Järntorget 4 to Avenyn 1 (6.4 km): SEK 182.00, paid by visa 4242. Thank you.',
      },
    ]);
  });

  it('says what was paid in the car', async () => {
    const ctx = await aContext();

    await settle(ctx, { what: 'cash_collected', payment: { cash: true } });

    expect(await receipt(ctx)).toMatchObject({ paidBy: 'cash' });
  });

  it('makes out a receipt for a fee, which names no driver', async () => {
    const ctx = await aContext();
    ctx.world.booking = aCancelledBooking();

    await settle(ctx, { what: 'captured' });

    expect(await receipt(ctx)).toMatchObject({
      driverName: '',
      plate: '',
      startedAt: ctx.world.booking.createdAt,
    });
    expect(await texts(ctx)).toEqual([
      'The fee for your ride of 5 January: SEK 50.00, paid by visa 4242. Thank you.',
    ]);
  });

  it('makes out another when what was owed is paid', async () => {
    const ctx = await aContext();
    await settle(ctx, { what: 'outstanding', version: 5 });
    expect(await receipt(ctx)).toMatchObject({ paidBy: 'outstanding' });
    await ctx.effects.time.advance(1_000);

    await settle(ctx, { what: 'captured', version: 6 });

    expect(await receipt(ctx)).toMatchObject({ paidBy: 'visa 4242' });
    expect(await texts(ctx)).toEqual([
      expect.stringMatching(/paid by visa 4242\. Thank you\.$/),
      expect.stringMatching(/still to be paid\.$/),
    ]);
  });

  it('makes out another that tells what was given back in all, and says so', async () => {
    const ctx = await aContext();
    const sek = (amountMinor: bigint) => ({ amountMinor, currency: 'SEK' });
    await settle(ctx, { what: 'captured', version: 5 });
    await ctx.effects.time.advance(1_000);

    await settle(ctx, { what: 'refunded', version: 7, payment: { refunded: sek(4_000n) } });

    expect(await receipt(ctx)).toMatchObject({
      ...{ fare: ctx.world.booking.fare, refunded: sek(4_000n), paidBy: 'visa 4242', driverName: 'Karin' },
    });
    expect((await mailbox(ctx))[0]).toMatchObject({
      kind: MessageKind.RECEIPT,
      text: 'We gave back SEK 40.00 of the SEK 182.00 for your ride of 5 January, to visa 4242.',
    });
    await settle(ctx, { what: 'captured', version: 5 }); // comes again, late
    expect(await receipt(ctx)).toMatchObject({ refunded: sek(4_000n) });
  });

  it('makes out another when a debt is forgiven', async () => {
    const ctx = await aContext();
    ctx.world.booking = aCancelledBooking();
    await settle(ctx, { what: 'outstanding', version: 5, payment: { cash: true } });
    await ctx.effects.time.advance(1_000);

    await settle(ctx, { what: 'forgiven', version: 7, payment: { cash: true } });

    expect(await receipt(ctx)).toMatchObject({ paidBy: 'forgiven' });
    expect((await texts(ctx))[0]).toBe(
      'The fee for your ride of 5 January: SEK 50.00, nothing more is to be paid.',
    );
  });

  it('names who drove, also when that account was closed before the debt was paid', async () => {
    const ctx = await aContext();
    await settle(ctx, { what: 'outstanding', version: 5 });
    delete ctx.world.driver.vehicle;

    await settle(ctx, { what: 'captured', version: 6 });

    expect(await receipt(ctx)).toMatchObject({ paidBy: 'visa 4242', driverName: 'Karin', plate: 'ABC123' });
  });

  it.each([
    ['of no car', undefined],
    ['of another car', 'vehicle_2'],
  ])('names no car where driver tells %s', async (_what, vehicleId) => {
    const ctx = await aContext();
    const { vehicle } = ctx.world.driver;
    ctx.world.driver.vehicle = vehicle && vehicleId ? { ...vehicle, vehicleId } : undefined;

    await settle(ctx, { what: 'captured' });

    expect(await receipt(ctx)).toMatchObject({ driverName: 'Karin', plate: '' });
  });

  it('does not say that it is owed when it was paid already, in whatever order that comes', async () => {
    const ctx = await aContext();
    await settle(ctx, { what: 'captured', version: 6 });

    await settle(ctx, { what: 'outstanding', version: 5 });

    expect(await receipt(ctx)).toMatchObject({ paidBy: 'visa 4242' });
    expect(await texts(ctx)).toHaveLength(1);
  });

  it('sends one receipt, however often the event comes, also when it could not be sent the first time', async () => {
    const ctx = await aContext();
    const { customer } = ctx;
    ctx.customer = { getProfile: () => Promise.reject(new Error('away')) };
    await expect(settle(ctx, { what: 'captured' })).rejects.toThrow('away');
    ctx.customer = customer;

    await settle(ctx, { what: 'captured' });
    await settle(ctx, { what: 'captured' });

    expect(await texts(ctx)).toHaveLength(1);
  });

  it('keeps the latest of receipts that race', async () => {
    const ctx = await aContext();

    await Promise.all(
      [6, 4, 5].map((version) =>
        settle(ctx, { what: 'captured', version, payment: { cash: version === 6 } }),
      ),
    );

    expect(await receipt(ctx)).toMatchObject({ paidBy: 'cash' });
  });

  it('is asked again while the booking tells no fare', async () => {
    const ctx = await aContext();
    const { fare: _none, ...unpriced } = ctx.world.booking;
    ctx.world.booking = unpriced;

    await expect(settle(ctx, { what: 'captured' })).rejects.toMatchObject({ code: 'notification.not_told' });
  });
});
