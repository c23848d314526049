import { type Handler } from '@hansom/platform-rpc';
import { type NoShowRequest, type NoShowResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import * as ride from '../domain/ride.ts';
import { driverCommand } from './driver-command.ts';

export function noShow(ctx: BookingContext): Handler<NoShowRequest, NoShowResponse> {
  return async (request, call) => {
    const booking = await driverCommand(ctx, { request, call }, (job) => ride.noShow(job, ctx.clock.now()));
    return { booking };
  };
}
