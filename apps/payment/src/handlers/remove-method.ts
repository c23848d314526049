import { checkFields } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type RemoveMethodRequest, type RemoveMethodResponse } from '@hansom/proto-payment';
import { idCheck } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';

export function removeMethod(ctx: PaymentContext): Handler<RemoveMethodRequest, RemoveMethodResponse> {
  return async ({ paymentMethodId }, call) => {
    const { id: riderId } = requireUser(call, 'payment');
    checkFields('payment', [idCheck('card', paymentMethodId, 'payment_method_id')]);
    await ctx.methods.remove(riderId, paymentMethodId);
    return {};
  };
}
