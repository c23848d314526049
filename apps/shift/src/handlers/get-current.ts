import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { holderOf } from '@hansom/platform-store';
import { type GetCurrentRequest, type GetCurrentResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { isLive } from '../store/shift-aggregate.ts';
import { toWire } from '../store/shift-wire.ts';
import { checkDriverId, noSuchDriver } from './mapping.ts';

export function getCurrent(ctx: ShiftContext): Handler<GetCurrentRequest, GetCurrentResponse> {
  return async ({ driverId }, call) => {
    checkDriverId(driverId);
    if (!mayRead(call, driverId)) throw noSuchDriver(driverId);
    const shiftId = await holderOf(ctx.drivers, driverId);
    const shift = shiftId === undefined ? undefined : await ctx.shifts.get(shiftId, call);
    return shift && isLive(shift) ? { shift: toWire(shift) } : {};
  };
}
