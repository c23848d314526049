import { toPayment } from '@hansom/platform-api';
import { consume } from '@hansom/platform-bus/testing';
import { fakeEffects } from '@hansom/platform-context/testing';
import { type ServerFrame, type Socket } from '@hansom/platform-sockets';
import { Booking, BookingState } from '@hansom/proto-booking';
import { Offer, OfferState, PaymentHint } from '@hansom/proto-dispatch';
import { Payment, PaymentState } from '@hansom/proto-payment';
import { PositionMoved } from '@hansom/proto-position-tracker';

import { config } from '../config.ts';
import { Rides } from '../rides.ts';
import { Streams } from '../streams.ts';
import { bookingChanged } from './booking-changed.ts';
import { offerChanged } from './offer-changed.ts';
import { paymentChanged } from './payment-changed.ts';
import { positionMoved } from './position-moved.ts';

function everybodyListens(...people: string[]) {
  const effects = fakeEffects();
  const streams = new Streams({ ...effects, epoch: 'one', config: () => config.parse({}) });
  const heard = new Map(
    people.map((person) => {
      const frames: ServerFrame[] = [];
      const socket: Pick<Socket, 'send'> = { send: (frame) => frames.push(frame) > 0 };
      streams.join(person, socket as Socket);
      return [person, frames];
    }),
  );
  const of = (person: string) => heard.get(person)?.filter(({ type }) => type !== 'hello') ?? [];
  return { ctx: { streams, rides: new Rides() }, of, effects };
}

function aBooking(over: Partial<Booking> = {}): Booking {
  const at = { lat: 57.7, lng: 11.97 };
  return Booking.fromPartial({
    ...{ bookingId: 'booking_1', riderId: 'anna', driverId: 'dave', state: BookingState.ASSIGNED },
    quote: { total: { amountMinor: 100n, currency: 'SEK' } },
    ...{ createdAt: new Date(0), pickup: { at, label: 'here' }, destination: { at, label: 'there' } },
    ...over,
  });
}

describe('a booking', () => {
  it('is told to its rider and its driver, each as their own API shows it', async () => {
    const { ctx, of, effects } = everybodyListens('anna', 'dave', 'eve');

    const payload = { booking: aBooking() };
    await consume(bookingChanged(ctx), { type: 'booking.assigned', payload }, { effects });

    expect(of('anna')).toMatchObject([
      { event: 'booking.assigned', data: { destination: { label: 'there' } } },
    ]);
    expect(of('dave')).toMatchObject([{ event: 'booking.assigned', data: { bookingId: 'booking_1' } }]);
    expect(of('dave')).not.toMatchObject([{ data: { destination: { label: 'there' } } }]);
    expect(of('eve')).toEqual([]);
  });

  it('is told to the driver who lost it', async () => {
    const { ctx, of, effects } = everybodyListens('anna', 'dave');

    const payload = { booking: aBooking({ driverId: '', state: BookingState.SEARCHING }), driverId: 'dave' };
    await consume(bookingChanged(ctx), { type: 'booking.reallocating', payload }, { effects });

    expect(of('dave')).toMatchObject([{ event: 'booking.reallocating' }]);
  });
});

describe('an offer', () => {
  it('is told once it is sent, not before', async () => {
    const { ctx, of, effects } = everybodyListens('dave');
    const offer = Offer.fromPartial({
      ...{ offerId: 'offer_1', driverId: 'dave', state: OfferState.SENT, paymentHint: PaymentHint.CASH },
      ...{ deadlineAt: new Date(15_000), fareHint: { amountMinor: 100n, currency: 'SEK' } },
    });

    await consume(offerChanged(ctx), { type: 'offer.created', payload: { offer } }, { effects });
    await consume(offerChanged(ctx), { type: 'offer.sent', version: 2, payload: { offer } }, { effects });

    expect(of('dave')).toMatchObject([{ event: 'offer.sent', data: { id: 'offer_1', state: 'SENT' } }]);
  });
});

describe('a payment', () => {
  it('is told to who pays and to who drove as the HTTP API answers it, with its version', async () => {
    const { ctx, of, effects } = everybodyListens('anna', 'dave', 'eve');
    const money = (amountMinor: bigint) => ({ amountMinor, currency: 'SEK' });
    const payment = Payment.fromPartial({
      ...{ bookingId: 'booking_1', riderId: 'anna', driverId: 'dave', state: PaymentState.CAPTURED },
      ...{ version: 5, due: money(100n), captured: money(100n), refunded: money(0n) },
    });

    await consume(paymentChanged(ctx), { type: 'payment.captured', payload: { payment } }, { effects });

    expect(of('anna')).toMatchObject([
      { event: 'payment.captured', data: { state: 'CAPTURED', version: 5 } },
    ]);
    expect(of('anna')).toMatchObject([{ data: toPayment(payment) }]);
    expect(of('dave')).toMatchObject([{ data: toPayment(payment) }]);
    expect(of('eve')).toEqual([]);
  });
});

describe('a position', () => {
  it('is told to the rider of that ride only, unnumbered', async () => {
    const { ctx, of, effects } = everybodyListens('anna', 'ben');
    const payload = PositionMoved.fromPartial({
      ...{ riderId: 'anna', bookingId: 'booking_1', position: { lat: 57.7, lng: 11.97 }, at: new Date(0) },
    });

    await consume(positionMoved(ctx), { type: 'position.moved', payload }, { effects });

    expect(of('anna')).toMatchObject([{ type: 'latest', data: { bookingId: 'booking_1' } }]);
    expect(of('ben')).toEqual([]);
  });

  it.each([
    [
      { bearingDegrees: 0, speedMetresPerSecond: 0 },
      { bearingDegrees: 0, speedMetresPerSecond: 0 },
    ],
    [{ bearingDegrees: 270, speedMetresPerSecond: -1 }, { bearingDegrees: 270 }],
    [{ bearingDegrees: -1, speedMetresPerSecond: 12.5 }, { speedMetresPerSecond: 12.5 }],
    [{ bearingDegrees: -1, speedMetresPerSecond: -1 }, {}],
  ])('with %j measured is told with %j', async (measured, told) => {
    const { ctx, of, effects } = everybodyListens('anna');
    const where = { bookingId: 'booking_1', position: { lat: 57.7, lng: 11.97 } };
    const payload = PositionMoved.fromPartial({ ...where, riderId: 'anna', at: new Date(0), ...measured });

    await consume(positionMoved(ctx), { type: 'position.moved', payload }, { effects });

    expect(of('anna').map((frame) => 'data' in frame && frame.data)).toEqual([{ ...where, ...told }]);
  });
});
