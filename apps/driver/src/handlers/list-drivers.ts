import { type Handler } from '@hansom/platform-rpc';
import { AccountState, type ListDriversRequest, type ListDriversResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { shown } from './account.ts';
import { checkCity } from './mapping.ts';

export function listDrivers(ctx: DriverContext): Handler<ListDriversRequest, ListDriversResponse> {
  return async ({ city, state, page }, call) => {
    checkCity(city);
    const { ids, next = '' } = await ctx.roll.page(city, page || undefined);
    const accounts = await Promise.all(ids.map((id) => ctx.accounts.get(id, call))); // a page: at most 100
    const wanted = accounts
      .filter((account) => account !== undefined) // noted, and never made
      .filter((account) => state === AccountState.UNSPECIFIED || AccountState[account.state] === state);
    const drivers = await Promise.all(wanted.map((account) => shown(ctx, account, call)));
    return { drivers, nextPage: next };
  };
}
