import { currentUser, mayRead } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type Driver, type GetDriverRequest, type GetDriverResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { accountOf, shown } from './account.ts';
import { checkDriverId, notFound } from './mapping.ts';

export function getDriver(ctx: DriverContext): Handler<GetDriverRequest, GetDriverResponse> {
  return async ({ driverId }, call) => {
    checkDriverId(driverId);
    const mayReadAll = mayRead(call, driverId);
    if (!mayReadAll && !isRiders(call)) throw notFound(driverId);
    const driver = await shown(ctx, await accountOf(ctx, driverId, call), call);
    return { driver: mayReadAll ? driver : asRidersSee(driver) };
  };
}

function isRiders(call: Call): boolean {
  return currentUser.get(call)?.roles.includes('RIDER') ?? false;
}

/** By which a rider knows the car that comes. A field that is not named here is not told. */
function asRidersSee({ driverId, city, state, version, name, vehicle, tenancy }: Driver): Driver {
  const untold = { phone: '', documents: [], renewals: [], vehicleRenewal: undefined, reason: '' };
  return { driverId, city, state, version, name, vehicle, tenancy, ...untold };
}
