import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type GetOfBookingRequest, type GetOfBookingResponse, type Method } from '@hansom/proto-payment';
import { idCheck } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';
import { paymentIdOf } from '../payment-id.ts';
import { type Payment } from '../store/payment-aggregate.ts';
import { toWire } from '../store/payment-wire.ts';
import { maySee, methodToWire, notFound } from './mapping.ts';

export function getOfBooking(ctx: PaymentContext): Handler<GetOfBookingRequest, GetOfBookingResponse> {
  return async ({ bookingId }, call) => {
    checkFields('payment', [idCheck('booking', bookingId)]);
    const payment = await ctx.payments.get(paymentIdOf(bookingId), call);
    if (!payment || !maySee(call, payment)) throw notFound(bookingId);
    return { payment: toWire(payment), method: await cardOf(ctx, payment) };
  };
}

async function cardOf(ctx: PaymentContext, { fields }: Payment): Promise<Method | undefined> {
  const { rider_id, method_id } = fields;
  const method = method_id === undefined ? undefined : await ctx.methods.everOf(rider_id, method_id);
  return method && methodToWire(method);
}
