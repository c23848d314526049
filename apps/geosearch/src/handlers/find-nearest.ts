import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type FindNearestRequest, type FindNearestResponse } from '@hansom/proto-geosearch';

import { type GeosearchContext } from '../context.ts';
import { aroundChecks, freshOf, rangeCheck, toHit, toPoint } from './mapping.ts';

const MOST_HITS = 200;

export function findNearest(ctx: GeosearchContext): Handler<FindNearestRequest, FindNearestResponse> {
  return async (request, call) => {
    const { city, at, radiusMetres, limit, serviceType, tenancy } = request;
    checkFields('geosearch', [...aroundChecks(request), rangeCheck('limit', limit, [1, MOST_HITS])]);
    const drivers = await ctx.cities.loaded(city, call);
    const found = drivers.nearest({
      ...freshOf(ctx, tenancy),
      at: toPoint(at),
      radiusMetres,
      limit,
      serviceType: serviceType || undefined,
      freeOnly: true,
    });
    const now = ctx.clock.now();
    return { hits: found.map((one) => toHit(one, now)) };
  };
}
