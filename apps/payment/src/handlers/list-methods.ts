import { type Handler } from '@hansom/platform-rpc';
import { type ListMethodsRequest, type ListMethodsResponse } from '@hansom/proto-payment';

import { type PaymentContext } from '../context.ts';
import { methodToWire, requireUser } from './mapping.ts';

export function listMethods(ctx: PaymentContext): Handler<ListMethodsRequest, ListMethodsResponse> {
  return async (_, call) => {
    const methods = await ctx.methods.list(requireUser(call).id);
    return { methods: methods.map(methodToWire) };
  };
}
