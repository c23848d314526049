import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type FindWithinRequest, type FindWithinResponse } from '@hansom/proto-geosearch';

import { type GeosearchContext } from '../context.ts';
import { type Found } from '../domain/driver.ts';
import { aroundChecks, freshOf, toHit, toPoint } from './mapping.ts';

/** 250 KB would be a message's end. */
const MOST_HITS = 2_000;

export function findWithin(ctx: GeosearchContext): Handler<FindWithinRequest, FindWithinResponse> {
  return async (request, call) => {
    checkFields('geosearch', aroundChecks(request));
    const { city, at, radiusMetres, tenancy } = request;
    const drivers = await ctx.cities.loaded(city, call);
    const circle = { ...toPoint(at), radiusMetres };
    const found = drivers.within(circle, { ...freshOf(ctx, tenancy), freeOnly: false }).sort(byShift);
    const now = ctx.clock.now();
    return {
      hits: found.slice(0, MOST_HITS).map((one) => toHit(one, now)),
      more: found.length > MOST_HITS,
    };
  };
}

function byShift({ standing: a }: Found, { standing: b }: Found): number {
  if (a.shiftId === b.shiftId) return 0;
  return a.shiftId < b.shiftId ? -1 : 1;
}
