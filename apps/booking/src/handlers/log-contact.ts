import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type LogContactRequest, type LogContactResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import * as ride from '../domain/ride.ts';
import { driverCommand } from './driver-command.ts';

const CHANNELS = ['call', 'message'];

export function logContact(ctx: BookingContext): Handler<LogContactRequest, LogContactResponse> {
  return async (request, call) => {
    const rule = `must be one of ${CHANNELS.join(', ')}`;
    checkFields('booking', [{ field: 'channel', rule, holds: CHANNELS.includes(request.channel) }]);
    const booking = await driverCommand(ctx, { request, call }, (job) =>
      ride.logContact(job, ctx.clock.now()),
    );
    return { booking };
  };
}
