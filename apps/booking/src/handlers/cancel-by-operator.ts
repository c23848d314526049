import { checkFields, keyCheck, textCheck } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type CancelByOperatorRequest, type CancelByOperatorResponse } from '@hansom/proto-booking';
import { idCheck } from '@hansom/shared-ids';

import { type BookingContext } from '../context.ts';
import * as domain from '../domain/cancel.ts';
import { jobAfter } from './mapping.ts';

const MOST_REASON = 500;

export function cancelByOperator(
  ctx: BookingContext,
): Handler<CancelByOperatorRequest, CancelByOperatorResponse> {
  return async ({ commandKey, bookingId, reason: told }, call) => {
    const reason = told.trim();
    checkFields('booking', [
      keyCheck(commandKey),
      idCheck('booking', bookingId),
      textCheck('reason', reason, MOST_REASON),
    ]);
    const result = await ctx.bookings.transition(
      bookingId,
      {
        command: `operator/${commandKey}`,
        decide: (job) => domain.cancelByOperator(job, ctx.clock.now(), reason),
      },
      call,
    );
    return { booking: jobAfter(bookingId, result) };
  };
}
