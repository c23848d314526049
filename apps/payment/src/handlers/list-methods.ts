import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type ListMethodsRequest, type ListMethodsResponse } from '@hansom/proto-payment';

import { type PaymentContext } from '../context.ts';
import { methodToWire } from './mapping.ts';

export function listMethods(ctx: PaymentContext): Handler<ListMethodsRequest, ListMethodsResponse> {
  return async (_, call) => {
    const methods = await ctx.methods.list(requireUser(call, 'payment').id);
    return { methods: methods.map(methodToWire) };
  };
}
