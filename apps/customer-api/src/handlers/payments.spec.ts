import { toPayment } from '@hansom/platform-api';
import { HansomError } from '@hansom/platform-errors';
import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { Profile } from '@hansom/proto-customer';
import { Payment, PaymentState } from '@hansom/proto-payment';

import { type CustomerApiContext } from '../context.ts';
import * as bookingRoutes from '../routes/bookings.ts';
import * as meRoutes from '../routes/me.ts';
import { getPayment } from './bookings.ts';
import { getState } from './me.ts';

const user = aUser({ id: 'rider_1', roles: ['RIDER'] });

function aPayment(over: Partial<Payment>): Payment {
  const money = (amountMinor: bigint) => ({ amountMinor, currency: 'SEK' });
  return Payment.fromPartial({
    ...{ bookingId: 'booking_1', riderId: user.id, version: 5 },
    ...{ due: money(10_000n), captured: money(0n), refunded: money(0n), ...over },
  });
}

/** A rider who has no ride now, and still owes for one. */
function aWorld() {
  const payment = aPayment({ state: PaymentState.OUTSTANDING, reason: 'card_declined' });
  const services = {
    customer: { getProfile: async () => ({ profile: Profile.fromPartial({ riderId: user.id }) }) },
    booking: { getActive: async () => ({}) },
    payment: { getOfBooking: async () => ({ payment }), listDebts: async () => ({ payments: [payment] }) },
  };
  const ctx = services as unknown as CustomerApiContext; // what the handlers use of it
  const params = { bookingId: 'booking_1' };
  return {
    ...{ payment, services },
    reads: () => callRoute(implement(bookingRoutes.getPayment, getPayment(ctx)), { params, user }),
    readsState: () => callRoute(implement(meRoutes.getState, getState(ctx)), { user }),
  };
}

describe('a payment', () => {
  it('is read as the socket tells it', async () => {
    const { reads, payment } = aWorld();

    const { body, headers } = await reads();

    expect(body).toEqual(toPayment(payment));
    expect(body).toEqual({
      ...{ bookingId: 'booking_1', state: 'OUTSTANDING', version: 5, reason: 'card_declined' },
      due: { amount: 10_000, currency: 'SEK' },
      captured: { amount: 0, currency: 'SEK' },
      refunded: { amount: 0, currency: 'SEK' },
    });
    expect(headers).toMatchObject({ etag: '"5"' });
  });

  it("is not there where payment knows of none, nor another's", async () => {
    const { reads, services } = aWorld();
    const none = new HansomError('not_found', 'payment.not_found', { description: 'there is none' });
    services.payment.getOfBooking = () => Promise.reject(none);

    await expect(reads()).rejects.toMatchObject({ code: 'payment.not_found' });
  });
});

describe('what is owed', () => {
  it('is told with the state', async () => {
    const { readsState, payment } = aWorld();

    expect((await readsState()).body.owed).toEqual([toPayment(payment)]);
  });

  it('is left out while payment is away: the state is told', async () => {
    const { readsState, services } = aWorld();
    const away = new HansomError('unavailable', 'payment.unavailable', { description: 'is away' });
    services.payment.listDebts = () => Promise.reject(away);

    const { body } = await readsState();

    expect(body).toMatchObject({ profile: { id: user.id } });
    expect(body).not.toHaveProperty('owed');
  });
});
