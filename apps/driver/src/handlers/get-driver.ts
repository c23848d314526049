import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetDriverRequest, type GetDriverResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { accountOf, shown } from './account.ts';
import { checkDriverId, notFound } from './mapping.ts';

export function getDriver(ctx: DriverContext): Handler<GetDriverRequest, GetDriverResponse> {
  return async ({ driverId }, call) => {
    checkDriverId(driverId);
    if (!mayRead(call, driverId)) throw notFound(driverId);
    return { driver: await shown(ctx, await accountOf(ctx, driverId, call), call) };
  };
}
