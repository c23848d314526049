import { HansomError } from '@hansom/platform-errors';
import { type Call, type Handler } from '@hansom/platform-rpc';
import {
  type Booking as WireBooking,
  type CompleteRequest,
  type CompleteResponse,
} from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import * as ride from '../domain/ride.ts';
import { finalise } from '../finalise.ts';
import { type Booking } from '../store/booking-aggregate.ts';
import { toWire } from '../store/booking-wire.ts';
import { driverCommand, jobOf } from './driver-command.ts';

export function complete(ctx: BookingContext): Handler<CompleteRequest, CompleteResponse> {
  return async (request, call) => {
    const before = await stopped(ctx, request, call);
    if (before.state === 'COMPLETED') return { booking: toWire(before) };
    const end = ride.endOf(before, { now: ctx.clock.now(), config: ctx.config.current });
    // A job that cannot be completed is refused before anybody prices it.
    const outcome = before.state === 'ON_TRIP' ? await finalise(ctx, before, { ...end, call }) : NOTHING;
    const booking = await driverCommand(ctx, { request, call }, (job) =>
      ride.complete(job, outcome, { endedAt: end.endedAt, by: 'DRIVER' }),
    ).catch((error: unknown) => completed(ctx, { request, call }, error));
    return { booking };
  };
}

/** The job, where a timer or another attempt has completed it meanwhile: that is what was asked for. */
async function completed(
  ctx: BookingContext,
  { request, call }: { request: CompleteRequest; call: Call },
  error: unknown,
): Promise<WireBooking> {
  if (!(error instanceof HansomError) || error.code !== 'booking.transition_not_allowed') throw error;
  const job = await jobOf(ctx, request, call);
  if (job.state !== 'COMPLETED') throw error;
  return toWire(job);
}

const NOTHING = { fare: new Uint8Array(), distanceMetres: 0, durationMs: 0, bridged: false, lastSeq: 0n };

/** The driver's job. Where it is on its trip, the end is noted before it is priced, so that a later attempt ends it there too. */
async function stopped(ctx: BookingContext, request: CompleteRequest, call: Call): Promise<Booking> {
  const job = await jobOf(ctx, request, call);
  if (job.fields.stopped_at !== undefined) return job;
  const end = { endedAt: ctx.clock.now(), lastSeq: request.lastSeq };
  const decide = (latest: Booking) => ride.stop(latest, end, ctx.config.current);
  const result = await ctx.bookings.transition(job.id, { decide }, call);
  return result.outcome === 'missing' ? job : (result.state ?? job);
}
