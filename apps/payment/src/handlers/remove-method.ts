import { checkFields } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type RemoveMethodRequest, type RemoveMethodResponse } from '@hansom/proto-payment';
import { parseId } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';

export function removeMethod(ctx: PaymentContext): Handler<RemoveMethodRequest, RemoveMethodResponse> {
  return async ({ paymentMethodId }, call) => {
    const { id: riderId } = requireUser(call, 'payment');
    const id = parseId('card', paymentMethodId);
    checkFields('payment', [{ field: 'payment_method_id', rule: id.ok ? '' : id.rule, holds: id.ok }]);
    await ctx.methods.remove(riderId, paymentMethodId);
    return {};
  };
}
