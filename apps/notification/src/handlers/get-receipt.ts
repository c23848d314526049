import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetReceiptRequest, type GetReceiptResponse } from '@hansom/proto-notification';
import { idCheck } from '@hansom/shared-ids';

import { type NotificationContext } from '../context.ts';
import { check, notFound } from './mapping.ts';

export function getReceipt(ctx: NotificationContext): Handler<GetReceiptRequest, GetReceiptResponse> {
  return async ({ bookingId }, call) => {
    check(idCheck('booking', bookingId));
    const receipt = await ctx.receipts.of(bookingId);
    if (!receipt || !mayRead(call, receipt.riderId)) throw notFound('there is no receipt for that job');
    return { receipt };
  };
}
