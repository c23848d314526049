import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import {
  aCard,
  BOOKING,
  bookedByCard,
  callFor,
  DRIVER,
  hears,
  OTHER_BOOKING,
  RIDER,
} from '../../test/a-booking.ts';
import { getOfBooking } from './get-of-booking.ts';
import { removeMethod } from './remove-method.ts';

const read = (ctx: SpecContext, bookingId = BOOKING) =>
  callHandler(getOfBooking(ctx), { bookingId }, { effects: ctx.effects });

describe('getOfBooking', () => {
  it('tells the card as well, also one that was taken off file', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    const request = { paymentMethodId: await aCard(ctx) };
    await callFor(ctx, { handler: removeMethod(ctx), request, user: RIDER });

    const { payment, method } = await read(ctx);

    expect(method).toMatchObject({ ...request, brand: 'visa', last4: '4242' });
    expect(payment).toMatchObject({ ...request, bookingId: BOOKING });
  });

  it('tells no card of what is paid in the car', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');

    expect(await read(ctx)).toMatchObject({ payment: { cash: true }, method: undefined });
  });

  it("knows nothing of another's payment, nor of none", async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');
    const others = { handler: getOfBooking(ctx), request: { bookingId: BOOKING }, user: DRIVER };

    await expect(callFor(ctx, others)).rejects.toMatchObject({ code: 'payment.not_found' });
    await expect(read(ctx, OTHER_BOOKING)).rejects.toMatchObject({ code: 'payment.not_found' });
  });
});
