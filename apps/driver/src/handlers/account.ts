import { type Call } from '@hansom/platform-rpc';
import { stateAfter, type TransitionResult } from '@hansom/platform-schedule';
import { type Driver } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { type Account, type AccountFields, type AccountState } from '../store/account-aggregate.ts';
import { type Vehicle } from '../store/vehicle-aggregate.ts';
import { notFound, toWire } from './mapping.ts';

type Ctx = Pick<DriverContext, 'accounts' | 'vehicles'>;

export async function accountOf({ accounts }: Ctx, driverId: string, call: Call): Promise<Account> {
  const account = await accounts.get(driverId, call);
  if (!account) throw notFound(driverId);
  return account;
}

export async function vehicleOf(
  { vehicles }: Ctx,
  { fields }: Account,
  call: Call,
): Promise<Vehicle | undefined> {
  return fields.vehicle_id === undefined ? undefined : vehicles.get(fields.vehicle_id, call);
}

/** An account as an answer shows it. */
export async function shown(ctx: Ctx, account: Account, call: Call): Promise<Driver> {
  return toWire(account, await vehicleOf(ctx, account, call));
}

/** The account after a command, done now or before; what refused it is thrown. */
export function accountAfter(
  driverId: string,
  result: TransitionResult<AccountFields, AccountState>,
): Account {
  return stateAfter(result, () => notFound(driverId));
}
