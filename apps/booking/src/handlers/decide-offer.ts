import { checkFields, HansomError } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type DecideOfferRequest, type DecideOfferResponse, Verdict } from '@hansom/proto-booking';
import { idCheck } from '@hansom/shared-ids';

import { type BookingContext } from '../context.ts';
import * as search from '../domain/search.ts';
import { type Booking } from '../store/booking-aggregate.ts';
import { toWire } from '../store/booking-wire.ts';
import { notFound } from './mapping.ts';

export function decideOffer(ctx: BookingContext): Handler<DecideOfferRequest, DecideOfferResponse> {
  return async (request, call) => {
    check(request);
    const { bookingId, driverId, wanted } = request;
    const isAssign = wanted === Verdict.ASSIGN;
    if (isAssign) await ctx.jobs.noteDriver(driverId, bookingId, ctx.clock.now());
    const circumstances = { now: ctx.clock.now(), progressEveryMs: ctx.config.current.progressEveryMs };
    const result = await ctx.bookings.transition(
      bookingId,
      {
        decide: (job) =>
          isAssign ? search.assign(job, request, circumstances) : search.refuse(job, request),
      },
      call,
    );
    if (result.outcome === 'missing' || !result.state) throw notFound(bookingId);
    return answer(result.state, request);
  };
}

/** Whoever decided, and whenever: the row says what holds. */
function answer(job: Booking, request: DecideOfferRequest): DecideOfferResponse {
  const verdict = search.verdictOf(job, request);
  if (verdict instanceof HansomError) throw verdict;
  return { verdict: Verdict[verdict], booking: toWire(job) };
}

function check(request: DecideOfferRequest): void {
  const { bookingId, searchEpoch, offerId, shiftId, driverId, vehicleId, wanted } = request;
  checkFields('booking', [
    idCheck('booking', bookingId),
    idCheck('offer', offerId),
    idCheck('shift', shiftId),
    idCheck('driver', driverId),
    idCheck('vehicle', vehicleId),
    { field: 'search_epoch', rule: 'must be at least 1', holds: searchEpoch >= 1 },
    {
      field: 'wanted',
      rule: 'must be ASSIGN or REFUSE',
      holds: wanted === Verdict.ASSIGN || wanted === Verdict.REFUSE,
    },
  ]);
}
