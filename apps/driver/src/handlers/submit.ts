import { type Handler } from '@hansom/platform-rpc';
import { type SubmitRequest, type SubmitResponse } from '@hansom/proto-driver';

import { carsOf } from '../cars-of.ts';
import { type DriverContext } from '../context.ts';
import { submit as submitted } from '../domain/account-decisions.ts';
import { type AccountState } from '../store/account-aggregate.ts';
import { accountAfter, accountOf, shown } from './account.ts';
import { requireDriver, toWire } from './mapping.ts';

/** In these an application has been handed in, and was not turned down since. */
const HANDED_IN: readonly AccountState[] = ['IN_REVIEW', 'ACTIVE', 'SUSPENDED'];

export function submit(ctx: DriverContext): Handler<SubmitRequest, SubmitResponse> {
  return async (_request, call) => {
    const { driverId } = requireDriver(call);
    const account = await accountOf(ctx, driverId, call);
    if (HANDED_IN.includes(account.state)) return { driver: await shown(ctx, account, call) };
    const cars = await carsOf(ctx, account, call);
    const hasVehicle = cars.vehicle !== undefined;
    const submission = { now: ctx.clock.now(), hasVehicle, config: ctx.config.current };
    const result = await ctx.accounts.transition(
      driverId,
      { decide: (current) => submitted(current, submission) },
      call,
    );
    return { driver: toWire(accountAfter(driverId, result), cars) };
  };
}
