import { currentUser, mayRead } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import {
  type Driver,
  type GetDriverRequest,
  type GetDriverResponse,
  type Vehicle,
} from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { accountOf, shown } from './account.ts';
import { checkGetDriverRequest, notFound, vehicleToWire } from './mapping.ts';

export function getDriver(ctx: DriverContext): Handler<GetDriverRequest, GetDriverResponse> {
  return async (request, call) => {
    checkGetDriverRequest(request);
    const { driverId, vehicleId } = request;
    const mayReadAll = mayRead(call, driverId);
    if (!mayReadAll && !isRiders(call)) throw notFound(driverId);
    const account = await shown(ctx, await accountOf(ctx, driverId, call), call);
    const vehicle = vehicleId ? await carOf(ctx, { driverId, vehicleId }, call) : account.vehicle;
    const driver = { ...account, vehicle };
    return { driver: mayReadAll ? driver : asRidersSee(driver) };
  };
}

/** A car of a driver's, also one that is retired: what it says never changes. */
async function carOf(
  { vehicles }: DriverContext,
  { driverId, vehicleId }: { driverId: string; vehicleId: string },
  call: Call,
): Promise<Vehicle | undefined> {
  const vehicle = await vehicles.get(vehicleId, call);
  return vehicle?.fields.driver_id === driverId ? vehicleToWire(vehicle) : undefined;
}

function isRiders(call: Call): boolean {
  return currentUser.get(call)?.roles.includes('RIDER') ?? false;
}

/** By which a rider knows the car that comes. A field that is not named here is not told. */
function asRidersSee({ driverId, city, state, version, name, vehicle, tenancy }: Driver): Driver {
  const untold = { phone: '', documents: [], renewals: [], vehicleRenewal: undefined, reason: '' };
  return { driverId, city, state, version, name, vehicle, tenancy, ...untold };
}
