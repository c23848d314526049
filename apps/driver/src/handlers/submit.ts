import { type Handler } from '@hansom/platform-rpc';
import { type SubmitRequest, type SubmitResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { submit as submitted } from '../domain/account-decisions.ts';
import { isOver } from '../store/account-aggregate.ts';
import { accountAfter, accountOf, shown, vehicleOf } from './account.ts';
import { requireDriver, toWire } from './mapping.ts';

export function submit(ctx: DriverContext): Handler<SubmitRequest, SubmitResponse> {
  return async (_request, call) => {
    const { driverId } = requireDriver(call);
    const account = await accountOf(ctx, driverId, call);
    if (account.state !== 'APPLIED' && !isOver(account)) return { driver: await shown(ctx, account, call) };
    const vehicle = await vehicleOf(ctx, account, call);
    const hasVehicle = toWire(account, vehicle).vehicle !== undefined;
    const submission = { now: ctx.clock.now(), hasVehicle, config: ctx.config.current };
    const result = await ctx.accounts.transition(
      driverId,
      { decide: (current) => submitted(current, submission) },
      call,
    );
    return { driver: toWire(accountAfter(driverId, result), vehicle) };
  };
}
