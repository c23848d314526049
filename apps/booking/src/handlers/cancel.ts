import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type CancelRequest, type CancelResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import * as domain from '../domain/cancel.ts';
import { checkCommand, commandOf, jobAfter, notFound } from './mapping.ts';

export function cancel(ctx: BookingContext): Handler<CancelRequest, CancelResponse> {
  return async (request, call) => {
    const rider = requireUser(call, 'booking');
    checkCommand(request);
    const { bookingId, reason } = request;
    const result = await ctx.bookings.transition(
      bookingId,
      {
        command: commandOf(rider, request),
        decide: (job) =>
          job.fields.rider_id === rider.id
            ? domain.cancel(job, ctx.clock.now(), reason)
            : notFound(bookingId),
      },
      call,
    );
    if (result.outcome === 'refused' && result.state?.fields.rider_id !== rider.id) throw notFound(bookingId);
    return { booking: jobAfter(bookingId, result) };
  };
}
