import { type Handler } from '@hansom/platform-rpc';
import { type FinishPayingRequest, type FinishPayingResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { type Shift } from '../store/shift-aggregate.ts';
import { driverCommand } from './driver-command.ts';

export function finishPaying(ctx: ShiftContext): Handler<FinishPayingRequest, FinishPayingResponse> {
  return async ({ commandKey, bookingId }, call) => {
    const event = { on: 'collected', bookingId } as const;
    const isDone = ({ fields }: Shift) =>
      fields.last_booking_id === bookingId || (fields.booking_id === bookingId && fields.settled);
    return { shift: await driverCommand(ctx, { commandKey, event, isDone }, call) };
  };
}
