import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type FindWithinRequest, type FindWithinResponse } from '@hansom/proto-geosearch';

import { type GeosearchContext } from '../context.ts';
import { byShift } from '../domain/driver-index.ts';
import { aroundChecks, freshOf, toHit, toPoint } from './mapping.ts';

/** 250 KB would be a message's end. */
const MOST_HITS = 2_000;

export function findWithin(ctx: GeosearchContext): Handler<FindWithinRequest, FindWithinResponse> {
  return async (request, call) => {
    checkFields('geosearch', aroundChecks(request));
    const { city, at, radiusMetres, tenancy } = request;
    const { index } = await ctx.cities.loaded(city, call);
    const circle = { at: toPoint(at), radiusMetres, limit: Infinity, freeOnly: false };
    const found = index.nearest({ ...freshOf(ctx, tenancy), ...circle }).sort(byShift);
    const now = ctx.clock.now();
    return {
      hits: found.slice(0, MOST_HITS).map((one) => toHit(one, now)),
      more: found.length > MOST_HITS,
    };
  };
}
