import { consume } from '@hansom/platform-bus/testing';
import { Actor, PaymentKind } from '@hansom/proto-booking';
import { MessageKind } from '@hansom/proto-notification';

import { aContext, mailbox } from '../../test/a-context.ts';
import { aBooking, aCancelledBooking, anEventOf, BOOKING, PHONE } from '../../test/builders.ts';
import { bookingArrived } from './booking-arrived.ts';
import { bookingAssigned } from './booking-assigned.ts';
import { bookingCancelled } from './booking-cancelled.ts';
import { bookingExpired } from './booking-expired.ts';
import { bookingFailed } from './booking-failed.ts';
import { bookingNoShow } from './booking-no-show.ts';
import { bookingReallocating } from './booking-reallocating.ts';

const MINUTE_MS = 60_000;
const LOST = { offerId: 'offer_1', shiftId: 'shift_1', driverId: 'driver_1' };

describe('what a rider is told of a ride', () => {
  it.each([
    {
      what: 'assigned',
      consumer: bookingAssigned,
      kind: MessageKind.DRIVER_ASSIGNED,
      text: 'Karin is on the way in a black Volvo V90, ABC123.',
    },
    {
      what: 'arrived',
      consumer: bookingArrived,
      kind: MessageKind.DRIVER_ARRIVED,
      text: 'Your car is here at Järntorget 4: black Volvo V90, ABC123.',
    },
    {
      what: 'expired',
      consumer: bookingExpired,
      kind: MessageKind.NO_DRIVER,
      text: 'We are sorry: no driver was free. You pay nothing.',
    },
  ])('when it is $what', async ({ consumer, kind, text }) => {
    const ctx = await aContext();

    await consume(consumer(ctx), anEventOf(ctx, { booking: aBooking() }), { effects: ctx.effects });

    const [sentAt, messageId] = [new Date(ctx.clock.now()), `booking/${BOOKING}/5`];
    expect(await mailbox(ctx)).toEqual([{ messageId, phone: PHONE, kind, text, bookingId: BOOKING, sentAt }]);
  });

  it.each([
    [
      { reason: 'insufficient_funds', paymentKind: PaymentKind.CARD },
      'Your card was refused, so no car was ordered. Choose another card, or pay in cash.',
    ],
    [
      { reason: 'outstanding', paymentKind: PaymentKind.CARD },
      'No car was ordered, as you still owe for an earlier ride. Add a card, and what you owe is taken from it; or book again and pay that ride in cash.',
    ],
    [
      { reason: 'payment_timeout', paymentKind: PaymentKind.CASH },
      'We are sorry: your booking could not be confirmed in time, so no car was ordered. You pay nothing. Please book again.',
    ],
  ])('when it fails by %p', async (over, text) => {
    const ctx = await aContext();

    const event = anEventOf(ctx, { booking: aBooking(over) });
    await consume(bookingFailed(ctx), event, { effects: ctx.effects });

    expect(await mailbox(ctx)).toMatchObject([{ kind: MessageKind.PAYMENT_FAILED, text }]);
  });

  it.each([
    {
      what: 'assigned',
      consumer: bookingAssigned,
      kind: MessageKind.DRIVER_ASSIGNED,
      text: 'Karin is on the way.',
    },
    {
      what: 'arrived',
      consumer: bookingArrived,
      kind: MessageKind.DRIVER_ARRIVED,
      text: 'Your car is here at Järntorget 4.',
    },
  ])(
    "when it is $what, also if the driver's account was closed on the way",
    async ({ consumer, kind, text }) => {
      const ctx = await aContext();
      delete ctx.world.driver.vehicle;

      await consume(consumer(ctx), anEventOf(ctx, { booking: aBooking() }), { effects: ctx.effects });

      expect(await mailbox(ctx)).toMatchObject([{ kind, text }]);
    },
  );

  it('with no word of a car that is not that of the job', async () => {
    const ctx = await aContext();
    if (ctx.world.driver.vehicle) ctx.world.driver.vehicle.vehicleId = 'vehicle_2';

    await consume(bookingArrived(ctx), anEventOf(ctx, { booking: aBooking() }), { effects: ctx.effects });

    expect(await mailbox(ctx)).toMatchObject([{ text: 'Your car is here at Järntorget 4.' }]);
  });

  it('with the car of the job, for which it asks', async () => {
    const ctx = await aContext();
    const asked = jest.spyOn(ctx.driver, 'getDriver');

    await consume(bookingArrived(ctx), anEventOf(ctx, { booking: aBooking() }), { effects: ctx.effects });

    expect(asked.mock.calls.map(([request]) => request)).toEqual([
      { driverId: aBooking().driverId, vehicleId: 'vehicle_1' },
    ]);
  });

  it.each([
    ['driver_lost', 'Your driver cannot come after all. We are looking for another one.'],
    [
      'waited_too_long',
      'Your driver waited for you, but could not find you. We are looking for another one.',
    ],
  ])('when it loses its driver by %s', async (reason, text) => {
    const ctx = await aContext();

    const event = anEventOf(ctx, { booking: aBooking({ driverId: '', reason }), ...LOST });
    await consume(bookingReallocating(ctx), event, { effects: ctx.effects });

    expect(await mailbox(ctx)).toMatchObject([{ kind: MessageKind.DRIVER_LOST, text }]);
  });

  it.each([
    [{ endedBy: Actor.RIDER }, 'You cancelled your ride. It costs SEK 50.00.'],
    [{ endedBy: Actor.OPERATOR }, 'We had to cancel your ride. It costs SEK 50.00.'],
    [
      { endedBy: Actor.SYSTEM, reason: 'driver_lost' },
      'We are sorry: your ride was cancelled, as no driver could come. It costs SEK 50.00.',
    ],
    [
      { endedBy: Actor.SYSTEM, reason: 'waited_too_long' },
      'Your driver waited for you, but could not find you. Your ride was cancelled. It costs SEK 50.00.',
    ],
  ])('when it is cancelled by %p', async (over, text) => {
    const ctx = await aContext();

    const event = anEventOf(ctx, { booking: aCancelledBooking(over) });
    await consume(bookingCancelled(ctx), event, { effects: ctx.effects });

    const [message] = await mailbox(ctx);
    expect(message).toMatchObject({ kind: MessageKind.CANCELLED, text });
  });

  it('when it is cancelled for nothing, and when the rider was not there', async () => {
    const ctx = await aContext();
    const { fare: _none, ...free } = aCancelledBooking();

    await consume(bookingCancelled(ctx), anEventOf(ctx, { booking: free }), { effects: ctx.effects });
    const missed = anEventOf(ctx, { booking: aCancelledBooking() }, { version: 6 });
    await consume(bookingNoShow(ctx), missed, { effects: ctx.effects });

    expect((await mailbox(ctx)).map(({ text }) => text)).toEqual([
      'Your driver waited for you, but could not find you. It costs SEK 50.00.',
      'You cancelled your ride. You pay nothing.',
    ]);
  });

  it('once, however often the event comes and whatever has changed since', async () => {
    const ctx = await aContext();
    const event = anEventOf(ctx, { booking: aBooking() });
    await consume(bookingAssigned(ctx), event, { effects: ctx.effects });
    ctx.world.driver = { ...ctx.world.driver, name: 'Eva' };
    await ctx.effects.time.advance(MINUTE_MS);

    await consume(bookingAssigned(ctx), event, { effects: ctx.effects });

    expect((await mailbox(ctx)).map(({ text }) => text)).toEqual([expect.stringMatching(/^Karin/)]);
  });

  it('not at all when a car that comes would be long there, but always what it costs', async () => {
    const ctx = await aContext();
    const booking = aCancelledBooking();
    const [assigned, cancelled] = [anEventOf(ctx, { booking }), anEventOf(ctx, { booking }, { version: 6 })];
    await ctx.effects.time.advance(11 * MINUTE_MS);
    ctx.driver = { getDriver: () => Promise.reject(new Error('asked for nothing')) };

    await consume(bookingAssigned(ctx), assigned, { effects: ctx.effects });
    await consume(bookingCancelled(ctx), cancelled, { effects: ctx.effects });

    expect((await mailbox(ctx)).map(({ kind }) => kind)).toEqual([MessageKind.CANCELLED]);
  });

  it('later, when a neighbour cannot answer now', async () => {
    const ctx = await aContext();
    const { driver } = ctx;
    const event = anEventOf(ctx, { booking: aBooking() });
    ctx.driver = { getDriver: () => Promise.reject(new Error('away')) };
    await expect(consume(bookingAssigned(ctx), event, { effects: ctx.effects })).rejects.toThrow('away');
    ctx.driver = driver;

    await consume(bookingAssigned(ctx), event, { effects: ctx.effects });

    expect(await mailbox(ctx)).toHaveLength(1);
  });
});
