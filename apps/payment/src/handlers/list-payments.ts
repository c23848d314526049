import { type Handler } from '@hansom/platform-rpc';
import { type ListPaymentsRequest, type ListPaymentsResponse } from '@hansom/proto-payment';

import { type PaymentContext } from '../context.ts';
import { toWire } from '../store/payment-wire.ts';
import { checkPage } from './mapping.ts';

export function listPayments(ctx: PaymentContext): Handler<ListPaymentsRequest, ListPaymentsResponse> {
  return async ({ city, page }, call) => {
    checkPage({ city, page });
    const { keys, next: nextPage } = await ctx.ofCity.page(city, page);
    const payments = await Promise.all(keys.map((id) => ctx.payments.get(id, call)));
    return { payments: payments.filter((payment) => payment !== undefined).map(toWire), nextPage };
  };
}
