import { type EventHandler } from '@hansom/platform-bus';
import { type Payment } from '@hansom/proto-payment';

import { type BookingContext } from '../context.ts';
import { pay } from '../domain/search.ts';
import { noteSearching } from '../note-searching.ts';

/** The payment of a job is made sure, by a hold or by agreeing on cash. */
export function paymentSettled(ctx: BookingContext): EventHandler<{ payment?: Payment | undefined }> {
  return async ({ id, payload: { payment } }, call) => {
    const job = payment && (await ctx.bookings.get(payment.bookingId, call));
    if (!job) return;
    await noteSearching(ctx, job);
    await ctx.bookings.transition(
      job.id,
      { command: id, decide: (current) => pay(current, ctx.clock.now()) },
      call,
    );
  };
}
