import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type ListDebtsRequest, type ListDebtsResponse } from '@hansom/proto-payment';

import { type PaymentContext } from '../context.ts';
import { debtsOf } from '../debts.ts';
import { toWire } from '../store/payment-wire.ts';

export function listDebts(ctx: PaymentContext): Handler<ListDebtsRequest, ListDebtsResponse> {
  return async (_, call) => {
    const owed = await debtsOf(ctx, requireUser(call, 'payment').id);
    return { payments: owed.map(toWire) };
  };
}
