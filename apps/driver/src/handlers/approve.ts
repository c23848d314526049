import { type Handler } from '@hansom/platform-rpc';
import { type ApproveRequest, type ApproveResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { approve as approved } from '../domain/account-decisions.ts';
import { accountAfter, accountOf, vehicleOf } from './account.ts';
import { checkCommand, toWire } from './mapping.ts';

export function approve(ctx: DriverContext): Handler<ApproveRequest, ApproveResponse> {
  return async (request, call) => {
    checkCommand(request);
    const { commandKey: command, driverId, basedOnVersion: basedOn } = request;
    const account = await accountOf(ctx, driverId, call);
    const vehicle = await vehicleOf(ctx, account, call);
    const hasVehicle = toWire(account, vehicle).vehicle !== undefined;
    const approval = { now: ctx.clock.now(), hasVehicle, basedOn };
    const result = await ctx.accounts.transition(
      driverId,
      { command, decide: (current) => approved(current, approval) },
      call,
    );
    return { driver: toWire(accountAfter(driverId, result), vehicle) };
  };
}
