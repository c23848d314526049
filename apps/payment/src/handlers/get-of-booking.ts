import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type GetOfBookingRequest, type GetOfBookingResponse } from '@hansom/proto-payment';

import { type PaymentContext } from '../context.ts';
import { paymentIdOf } from '../payment-id.ts';
import { toWire } from '../store/payment-wire.ts';
import { bookingCheck, maySee, notFound } from './mapping.ts';

export function getOfBooking(ctx: PaymentContext): Handler<GetOfBookingRequest, GetOfBookingResponse> {
  return async ({ bookingId }, call) => {
    checkFields('payment', [bookingCheck(bookingId)]);
    const payment = await ctx.payments.get(paymentIdOf(bookingId), call);
    if (!payment || !maySee(call, payment)) throw notFound(bookingId);
    return { payment: toWire(payment) };
  };
}
