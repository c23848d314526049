import { type EventHandler } from '@hansom/platform-bus';
import { holderOf } from '@hansom/platform-store';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';
import { type AccountChange } from '../domain/shift-event.ts';

/** A driver's account was suspended, or restored: in force when he is next free. */
export function accountChanged(ctx: ShiftContext, on: AccountChange['on']): EventHandler<unknown> {
  return async ({ key: driverId, version }, call) => {
    const shiftId = await holderOf(ctx.drivers, driverId);
    if (shiftId === undefined) return;
    const change = { shiftId, event: { on, accountVersion: version } };
    if (await changeShift(ctx, change, call)) return;
    if (on === 'restored') return; // whoever is just going on shift finds the account as it is now
    // Just going on shift, perhaps with the account as it was: made impossible, unless it has come meanwhile.
    await ctx.shifts.claimOwners.abandon(shiftId);
    await changeShift(ctx, change, call);
  };
}
