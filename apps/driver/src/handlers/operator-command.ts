import { type Call } from '@hansom/platform-rpc';
import { type Driver } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { type AccountCommand, decide } from '../domain/account-decisions.ts';
import { retire } from '../register-vehicle.ts';
import { carsNamedBy } from '../store/account-aggregate.ts';
import { accountAfter, shown } from './account.ts';
import { checkCommand, type OperatorCommand } from './mapping.ts';

/** Does an operator's command on an account. One that is closed gives its plates back. */
export async function operatorCommand(
  ctx: DriverContext,
  { what, request }: { what: Exclude<AccountCommand, 'submit' | 'approve'>; request: OperatorCommand },
  call: Call,
): Promise<Driver> {
  checkCommand(request);
  const { commandKey: command, driverId, reason } = request;
  const result = await ctx.accounts.transition(
    driverId,
    { command, decide: (account) => decide(what, account, reason) },
    call,
  );
  const account = accountAfter(driverId, result);
  const over = account.state === 'CLOSED' ? carsNamedBy(account) : [];
  await Promise.all(over.map((vehicleId) => retire(ctx, vehicleId, call)));
  return shown(ctx, account, call);
}
