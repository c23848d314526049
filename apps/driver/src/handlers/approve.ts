import { type Handler } from '@hansom/platform-rpc';
import { type ApproveRequest, type ApproveResponse } from '@hansom/proto-driver';

import { carsOf } from '../cars-of.ts';
import { type DriverContext } from '../context.ts';
import { approve as approved } from '../domain/account-decisions.ts';
import { accountAfter, accountOf, shown } from './account.ts';
import { giveUpCars } from './give-up-cars.ts';
import { checkCommand } from './mapping.ts';

export function approve(ctx: DriverContext): Handler<ApproveRequest, ApproveResponse> {
  return async (request, call) => {
    checkCommand(request);
    const { commandKey: command, driverId, basedOnVersion } = request;
    const account = await accountOf(ctx, driverId, call);
    const { vehicle, renewal } = await carsOf(ctx, account, call);
    const has = { hasVehicle: vehicle !== undefined, hasVehicleRenewal: renewal !== undefined };
    const approval = { ...has, now: ctx.clock.now(), basedOn: basedOnVersion || account.version };
    const result = await ctx.accounts.transition(
      driverId,
      { command, decide: (current) => approved(current, approval) },
      call,
    );
    const now = accountAfter(driverId, result);
    await giveUpCars(ctx, { before: account, now }, call);
    return { driver: await shown(ctx, now, call) };
  };
}
