import { type Handler } from '@hansom/platform-rpc';
import { type ArriveRequest, type ArriveResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import * as ride from '../domain/ride.ts';
import { driverCommand, jobOf, lastFix } from './driver-command.ts';

export function arrive(ctx: BookingContext): Handler<ArriveRequest, ArriveResponse> {
  return async (request, call) => {
    const fix = await lastFix(ctx, await jobOf(ctx, request, call), call);
    const circumstances = { now: ctx.clock.now(), config: ctx.config.current };
    const booking = await driverCommand(ctx, { request, call }, (job) =>
      ride.arrive(job, fix, circumstances),
    );
    return { booking };
  };
}
