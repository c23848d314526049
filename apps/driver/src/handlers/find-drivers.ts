import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { isMeant } from '@hansom/platform-store';
import { type FindDriversRequest, type FindDriversResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { shown } from './account.ts';
import { checkCity } from './mapping.ts';

const MOST = 20;
const LONGEST = 100;

export function findDrivers(ctx: DriverContext): Handler<FindDriversRequest, FindDriversResponse> {
  return async ({ city, text }, call) => {
    checkCity(city);
    const rule = `must have at most ${LONGEST} characters`;
    checkFields('driver', [{ field: 'text', rule, holds: text.length <= LONGEST }]);
    const ids = await ctx.terms.find({ scope: city, text, limit: MOST });
    const accounts = await Promise.all(ids.map((id) => ctx.accounts.get(id, call)));
    const known = accounts.filter((account) => account !== undefined); // noted, and never made
    const drivers = await Promise.all(known.map((account) => shown(ctx, account, call)));
    const meant = drivers.filter(({ name, phone, vehicle }) =>
      isMeant(text, [name, phone, vehicle?.plate ?? '']),
    );
    return { drivers: meant };
  };
}
