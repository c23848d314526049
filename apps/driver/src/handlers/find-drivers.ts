import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { isMeant } from '@hansom/platform-store';
import { type FindDriversRequest, type FindDriversResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { shown } from './account.ts';
import { checkCity, textsOf } from './mapping.ts';

const MOST = 20;
const LONGEST = 100;

export function findDrivers(ctx: DriverContext): Handler<FindDriversRequest, FindDriversResponse> {
  return async ({ city, text }, call) => {
    checkCity(city);
    const rule = `must have at most ${LONGEST} characters`;
    checkFields('driver', [{ field: 'text', rule, holds: text.length <= LONGEST }]);
    const drivers = await ctx.terms.find({ scope: city, text, limit: MOST }, async (id) => {
      const account = await ctx.accounts.get(id, call);
      if (!account) return undefined; // noted, and never made
      const driver = await shown(ctx, account, call);
      return isMeant(text, textsOf(driver)) ? driver : undefined;
    });
    return { drivers };
  };
}
