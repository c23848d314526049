import { type Handler } from '@hansom/platform-rpc';
import { type StartRequest, type StartResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import * as ride from '../domain/ride.ts';
import { driverCommand, jobOf, lastFix } from './driver-command.ts';

export function start(ctx: BookingContext): Handler<StartRequest, StartResponse> {
  return async (request, call) => {
    const before = await jobOf(ctx, request, call);
    const fix = before.state === 'ASSIGNED' ? await lastFix(ctx, before, call) : undefined;
    const circumstances = { now: ctx.clock.now(), config: ctx.config.current };
    const booking = await driverCommand(ctx, { request, call }, (job) => ride.start(job, fix, circumstances));
    return { booking };
  };
}
