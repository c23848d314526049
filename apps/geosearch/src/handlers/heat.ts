import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type HeatRequest, type HeatResponse } from '@hansom/proto-geosearch';
import { cityCheck } from '@hansom/shared-ids';

import { type GeosearchContext } from '../context.ts';
import { freshOf, rangeCheck, tenancyCheck } from './mapping.ts';

export function heat(ctx: GeosearchContext): Handler<HeatRequest, HeatResponse> {
  return async ({ city, resolution, tenancy }, call) => {
    checkFields('geosearch', [
      cityCheck(city),
      rangeCheck('resolution', resolution, [5, 9]),
      tenancyCheck(tenancy),
    ]);
    const drivers = await ctx.cities.loaded(city, call);
    const counts = drivers.heat(resolution, { ...freshOf(ctx, tenancy), freeOnly: false });
    return { cells: counts.map(({ cell, live, free }) => ({ cell, liveCount: live, freeCount: free })) };
  };
}
