import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { PaymentKind } from '@hansom/proto-booking';
import { PaymentServiceDefinition, type PaymentState as State, PaymentState } from '@hansom/proto-payment';

import { payment } from '../src/service.ts';
import { aFare, BOOKING, DRIVER, OTHER_BOOKING, RIDER } from './a-booking.ts';
import { aBookingService } from './a-booking-service.ts';

const rider = aUser({ id: RIDER, roles: ['RIDER'] });
const driver = aUser({ id: DRIVER, roles: ['DRIVER'], city: 'got' });

describe('payment', () => {
  const booking = aBookingService();
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([booking.service, payment]);
  });

  afterAll(() => running.close());

  async function comesTo(bookingId: string, state: State): Promise<void> {
    const console = running.client(PaymentServiceDefinition);
    await running.eventually(async () => {
      const { payment: now } = await console.getOfBooking({ bookingId }, running.call());
      return now?.state === state;
    });
  }

  it('holds, takes and books the fare of a ride by card, following the events of its booking', async () => {
    const app = await running.clientAs({ service: 'customer-api' }, PaymentServiceDefinition);
    const request = { commandKey: 'k1', providerToken: 'tok_visa' };
    const { method } = await app.addMethod(request, await running.callOf(rider));
    const card = { paymentKind: PaymentKind.CARD, paymentMethodId: method?.paymentMethodId ?? '' };

    await booking.tell('created', card);
    // Only what was made can be read: events are on their way.
    await running.eventually(() => running.events.some(({ type }) => type === 'payment.authorised'));
    await booking.tell('started', { driverId: DRIVER });
    await booking.tell('completed', { driverId: DRIVER, fare: aFare(11_000) });
    await comesTo(BOOKING, PaymentState.CAPTURED);

    const console = running.client(PaymentServiceDefinition);
    await running.eventually(async () => {
      const { journals } = await console.listJournals({ city: 'got', page: '' }, running.call());
      return journals.length === 3;
    });
    const { payments } = await console.listPayments({ city: 'got', page: '' }, running.call());
    expect(payments.map(({ bookingId }) => bookingId)).toEqual([BOOKING]);
  });

  it('has a driver collect cash', async () => {
    const app = await running.clientAs({ service: 'driver-api' }, PaymentServiceDefinition);
    await booking.tell('created', { bookingId: OTHER_BOOKING });
    await booking.tell('completed', { bookingId: OTHER_BOOKING, driverId: DRIVER, fare: aFare(9_000) });
    await running.eventually(() => running.events.some(({ type }) => type === 'payment.cash_due'));

    const request = { commandKey: 'k1', bookingId: OTHER_BOOKING };
    const { payment: collected } = await app.collect(request, await running.callOf(driver));

    expect(collected).toMatchObject({ state: PaymentState.CASH_COLLECTED, driverId: DRIVER });
  });

  it('shows a payment to its rider and its driver, and to no other', async () => {
    const app = await running.clientAs({ service: 'customer-api' }, PaymentServiceDefinition);
    const stranger = aUser({ id: 'rider_01kdvt1m00fqftsxvsrzst6qpz', roles: ['RIDER'] });

    const own = await app.getOfBooking({ bookingId: OTHER_BOOKING }, await running.callOf(rider));
    const others = app.getOfBooking({ bookingId: OTHER_BOOKING }, await running.callOf(stranger));

    expect(own).toMatchObject({ payment: { riderId: RIDER } });
    await expect(others).rejects.toMatchObject({ kind: 'not_found', code: 'payment.not_found' });
  });

  it('lets in whom the contract names, and nobody else', async () => {
    const app = await running.clientAs({ service: 'customer-api' }, PaymentServiceDefinition);

    await expect(app.listPayments({ city: 'got', page: '' }, running.call())).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });
});
