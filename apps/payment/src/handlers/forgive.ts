import { checkFields, keyCheck, textCheck } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type ForgiveRequest, type ForgiveResponse } from '@hansom/proto-payment';
import { idCheck } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';
import * as domain from '../domain/wanting.ts';
import { paymentIdOf } from '../payment-id.ts';
import { MOST_REASON, paymentAfter } from './mapping.ts';

export function forgive(ctx: PaymentContext): Handler<ForgiveRequest, ForgiveResponse> {
  return async ({ commandKey, bookingId, reason: told }, call) => {
    const reason = told.trim();
    checkFields('payment', [
      keyCheck(commandKey),
      idCheck('booking', bookingId),
      textCheck('reason', reason, MOST_REASON),
    ]);
    const result = await ctx.payments.transition(
      paymentIdOf(bookingId),
      {
        command: `forgive/${commandKey}`,
        decide: (payment) => domain.forgive(payment, reason, ctx.clock.now()),
      },
      call,
    );
    return { payment: paymentAfter(bookingId, result) };
  };
}
