import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { holderOf } from '@hansom/platform-store';
import { type GetLatestRequest, type GetLatestResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { toWire } from '../store/shift-wire.ts';
import { checkDriverId, noSuchDriver } from './mapping.ts';

export function getLatest(ctx: ShiftContext): Handler<GetLatestRequest, GetLatestResponse> {
  return async ({ driverId }, call) => {
    checkDriverId(driverId);
    if (!mayRead(call, driverId)) throw noSuchDriver(driverId);
    // Nobody takes a claim back: that of a shift that has ended stands until the next begins.
    const shiftId = await holderOf(ctx.drivers, driverId);
    const shift = shiftId === undefined ? undefined : await ctx.shifts.get(shiftId, call);
    return shift ? { shift: toWire(shift) } : {};
  };
}
