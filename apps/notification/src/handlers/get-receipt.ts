import { currentUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetReceiptRequest, type GetReceiptResponse } from '@hansom/proto-notification';

import { type NotificationContext } from '../context.ts';
import { check, idCheck, notFound } from './mapping.ts';

export function getReceipt(ctx: NotificationContext): Handler<GetReceiptRequest, GetReceiptResponse> {
  return async ({ bookingId }, call) => {
    check(idCheck('booking', bookingId));
    const receipt = await ctx.receipts.of(bookingId);
    const user = currentUser.get(call);
    const isOthers = user !== undefined && user.id !== receipt?.riderId;
    if (!receipt || isOthers) throw notFound('there is no receipt for that job');
    return { receipt };
  };
}
