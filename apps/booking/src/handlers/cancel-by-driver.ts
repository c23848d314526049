import { type Handler } from '@hansom/platform-rpc';
import { type CancelByDriverRequest, type CancelByDriverResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import { loseDriver } from '../domain/cancel.ts';
import { noteSearching } from '../note-searching.ts';
import { driverCommand, jobOf } from './driver-command.ts';

export function cancelByDriver(ctx: BookingContext): Handler<CancelByDriverRequest, CancelByDriverResponse> {
  return async (request, call) => {
    await noteSearching(ctx, await jobOf(ctx, request, call));
    const reason = request.reason || 'driver_cancelled';
    const booking = await driverCommand(ctx, { request, call }, (job) =>
      loseDriver(job, { now: ctx.clock.now(), by: 'DRIVER', reason }),
    );
    return { booking };
  };
}
