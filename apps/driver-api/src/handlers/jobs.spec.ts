import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { Booking, BookingState } from '@hansom/proto-booking';
import { Payment, PaymentState } from '@hansom/proto-payment';
import { Shift, ShiftState } from '@hansom/proto-shift';
import { cityCode, makeId } from '@hansom/shared-ids';

import { type DriverApiContext } from '../context.ts';
import { collectCash as route, getJob as jobRoute } from '../routes/jobs.ts';
import { collectCash, getJob } from './jobs.ts';

const bookingId = makeId('booking', '01941f29-7c00-7aaa-8abc-000000000001', cityCode('got'));

const startedAt = new Date(0);

/** Has a driver say that he has the fare of a job whose payment stands there, and gives what others are asked. */
async function collected(state: PaymentState): Promise<string[]> {
  const asked: string[] = [];
  const fakes = {
    payment: {
      getOfBooking: async () => ({ payment: Payment.fromPartial({ bookingId, state }) }),
      collect: async () => void asked.push('payment.collect'),
    },
    shift: {
      finishPaying: async () => {
        asked.push('shift.finishPaying');
        return { shift: Shift.fromPartial({ state: ShiftState.FREE, startedAt, stateSince: startedAt }) };
      },
    },
  };
  const ctx = fakes as unknown as DriverApiContext; // what the route calls
  const user = aUser({ id: 'driver_1', roles: ['DRIVER'] });
  await callRoute(implement(route, collectCash(ctx)), { user, params: { bookingId } });
  return asked;
}

describe('collectCash', () => {
  it.each([PaymentState.CASH_AGREED, PaymentState.CASH_DUE])(
    'tells payment of the cash, whether or not that knows the price yet: state %s',
    async (state) => {
      expect(await collected(state)).toEqual(['payment.collect', 'shift.finishPaying']);
    },
  );

  it.each([PaymentState.CAPTURED, PaymentState.CAPTURING, PaymentState.CASH_COLLECTED])(
    'only has the shift go on where no cash is to be collected: state %s',
    async (state) => {
      expect(await collected(state)).toEqual(['shift.finishPaying']);
    },
  );
});

describe('getJob', () => {
  it('tells what the rider is to pay for a job that is over', async () => {
    const place = { at: { lat: 57.7, lng: 11.97 }, label: '' };
    const fare = { total: { amountMinor: 12_900n, currency: 'SEK' }, lines: [] };
    const over = { state: BookingState.COMPLETED, version: 9, pickup: place, destination: place, fare };
    const booking = {
      get: async (of: { bookingId: string }) => ({ booking: Booking.fromPartial({ ...of, ...over }) }),
    };
    const ctx = { booking } as unknown as DriverApiContext; // what the route calls

    const answer = await callRoute(implement(jobRoute, getJob(ctx)), {
      user: aUser(),
      params: { bookingId },
    });

    const due = { total: { amount: 12_900, currency: 'SEK' } };
    expect(answer.body).toMatchObject({ bookingId, state: 'COMPLETED', version: 9, fare: due });
  });
});
