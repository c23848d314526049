import { checkFields, type HansomError, keyCheck } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type CollectRequest, type CollectResponse } from '@hansom/proto-payment';
import { idCheck } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';
import { collect as collected } from '../domain/wanting.ts';
import { paymentIdOf } from '../payment-id.ts';
import { type Payment } from '../store/payment-aggregate.ts';
import { notFound, paymentAfter } from './mapping.ts';

export function collect(ctx: PaymentContext): Handler<CollectRequest, CollectResponse> {
  return async ({ commandKey, bookingId }, call) => {
    const { id: driverId } = requireUser(call, 'payment');
    checkFields('payment', [keyCheck(commandKey), idCheck('booking', bookingId)]);
    const decide = (payment: Payment): ReturnType<typeof collected> | HansomError =>
      payment.fields.driver_id === driverId ? collected(payment, ctx.clock.now()) : notFound(bookingId);
    const command = `${driverId}/${commandKey}`;
    const result = await ctx.payments.transition(paymentIdOf(bookingId), { command, decide }, call);
    return { payment: paymentAfter(bookingId, result) };
  };
}
