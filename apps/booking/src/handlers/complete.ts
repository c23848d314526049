import { type Handler } from '@hansom/platform-rpc';
import { type CompleteRequest, type CompleteResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import * as ride from '../domain/ride.ts';
import { finalise } from '../finalise.ts';
import { toWire } from '../store/booking-wire.ts';
import { driverCommand, jobOf } from './driver-command.ts';

export function complete(ctx: BookingContext): Handler<CompleteRequest, CompleteResponse> {
  return async (request, call) => {
    const before = await jobOf(ctx, request, call);
    if (before.state === 'COMPLETED') return { booking: toWire(before) };
    // A job that cannot be completed is refused before anybody prices it.
    const endedAt = ctx.clock.now();
    const outcome =
      before.state === 'ON_TRIP'
        ? await finalise(ctx, before, { endedAt, lastSeq: request.lastSeq, call })
        : NOTHING;
    const booking = await driverCommand(ctx, { request, call }, (job) =>
      ride.complete(job, outcome, { endedAt, by: 'DRIVER' }),
    );
    return { booking };
  };
}

const NOTHING = { fare: new Uint8Array(), distanceMetres: 0, durationMs: 0, bridged: false, lastSeq: 0n };
