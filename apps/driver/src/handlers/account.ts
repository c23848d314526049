import { type Call } from '@hansom/platform-rpc';
import { stateAfter, type TransitionResult } from '@hansom/platform-schedule';
import { type Driver } from '@hansom/proto-driver';

import { carsOf } from '../cars-of.ts';
import { type DriverContext } from '../context.ts';
import { type Account, type AccountFields, type AccountState } from '../store/account-aggregate.ts';
import { notFound, toWire } from './mapping.ts';

type Ctx = Pick<DriverContext, 'accounts' | 'vehicles'>;

export async function accountOf({ accounts }: Ctx, driverId: string, call: Call): Promise<Account> {
  const account = await accounts.get(driverId, call);
  if (!account) throw notFound(driverId);
  return account;
}

/** An account as an answer shows it. */
export async function shown(ctx: Ctx, account: Account, call: Call): Promise<Driver> {
  return toWire(account, await carsOf(ctx, account, call));
}

/** The account after a command, done now or before; what refused it is thrown. */
export function accountAfter(
  driverId: string,
  result: TransitionResult<AccountFields, AccountState>,
): Account {
  return stateAfter(result, () => notFound(driverId));
}
