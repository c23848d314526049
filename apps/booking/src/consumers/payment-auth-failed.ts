import { type EventHandler } from '@hansom/platform-bus';
import { type PaymentAuthFailed } from '@hansom/proto-payment';

import { type BookingContext } from '../context.ts';
import { failPayment } from '../domain/search.ts';

/** The payment of a job could not be made sure. */
export function paymentAuthFailed(ctx: BookingContext): EventHandler<PaymentAuthFailed> {
  return async ({ id, payload: { payment } }, call) => {
    if (!payment) return;
    const { bookingId, reason } = payment;
    const decide: Parameters<typeof ctx.bookings.transition>[1]['decide'] = (job) =>
      failPayment(job, ctx.clock.now(), reason || 'payment_failed');
    await ctx.bookings.transition(bookingId, { command: id, decide }, call);
  };
}
