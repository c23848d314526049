import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetShiftRequest, type GetShiftResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { toWire } from '../store/shift-wire.ts';
import { checkShiftId, notFound } from './mapping.ts';

export function getShift(ctx: ShiftContext): Handler<GetShiftRequest, GetShiftResponse> {
  return async ({ shiftId }, call) => {
    checkShiftId(shiftId);
    const shift = await ctx.shifts.get(shiftId, call);
    if (!shift || !mayRead(call, shift.fields.driver_id)) throw notFound(shiftId);
    return { shift: toWire(shift) };
  };
}
