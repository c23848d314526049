import { monotonicInstant } from '@hansom/platform-context';
import { checkFields, type FieldCheck, isPassing } from '@hansom/platform-errors';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type FindNearestRequest, type FindNearestResponse, type Hit } from '@hansom/proto-geosearch';
import { cityCheck } from '@hansom/shared-ids';

import { type GeosearchContext } from '../context.ts';
import { aroundChecks, freshOf, rangeCheck, toHit, toPoint } from './mapping.ts';

const MOST_HITS = 200;
const MOST_NEIGHBOURS = 8;

export function findNearest(ctx: GeosearchContext): Handler<FindNearestRequest, FindNearestResponse> {
  return async (request, call) => {
    const limit = rangeCheck('limit', request.limit, [1, MOST_HITS]);
    checkFields('geosearch', [...aroundChecks(request), limit, ...neighbourChecks(request)]);
    if (request.neighbours.length === 0) return { hits: await here(ctx, request, call) };
    const [own, theirs] = await Promise.all([here(ctx, request, call), there(ctx, request, call)]);
    const hits = [...own, ...theirs].sort((a, b) => a.distanceMetres - b.distanceMetres);
    return { hits: hits.slice(0, request.limit) };
  };
}

function neighbourChecks({ city, neighbours }: FindNearestRequest): FieldCheck[] {
  const field = 'neighbours';
  const others = new Set(neighbours).size === neighbours.length && !neighbours.includes(city);
  return [
    { field, rule: 'must be different cities, without the city itself', holds: others },
    { field, rule: `must be at most ${MOST_NEIGHBOURS}`, holds: neighbours.length <= MOST_NEIGHBOURS },
    ...neighbours.map((code, i) => cityCheck(code, `${field}[${i}]`)),
  ];
}

async function here(ctx: GeosearchContext, request: FindNearestRequest, call: Call): Promise<Hit[]> {
  const { city, at, radiusMetres, limit, serviceType, tenancy } = request;
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
  return found.map((one) => toHit(one, now));
}

/** Those of the neighbours, from wherever these are held. */
async function there(ctx: GeosearchContext, request: FindNearestRequest, call: Call): Promise<Hit[]> {
  const asked = request.neighbours.map((city) => hitsOf(ctx, { ...request, city, neighbours: [] }, call));
  return (await Promise.all(asked)).flat(); // at most 8
}

/** A neighbour that is slow or away costs its own drivers, not the search. */
async function hitsOf(
  { siblings }: GeosearchContext,
  request: FindNearestRequest,
  call: Call,
): Promise<Hit[]> {
  const half = call.fork({ deadline: monotonicInstant(call.deadline - call.remaining() / 2) });
  try {
    return (await siblings.findNearest(request, half)).hits;
  } catch (error) {
    if (isPassing(error)) return [];
    throw error;
  } finally {
    half.end();
  }
}
