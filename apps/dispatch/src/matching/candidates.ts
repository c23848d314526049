import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';
import { type City } from '@hansom/proto-city';
import { type Hit } from '@hansom/proto-geosearch';

import { type DispatchContext } from '../context.ts';

/** A free driver, and how far the pickup is by road. */
export interface Candidate {
  shiftId: string;
  driverId: string;
  pickupMetres: number;
  pickupMs: number;
}

/**
 * Free drivers near a pickup who can be there in time: in rings that widen until there are a few. Nobody who must not, or need not, be
 * asked again.
 */
export async function candidatesFor(
  ctx: Pick<DispatchContext, 'geosearch' | 'eta' | 'config'>,
  { job, city, excluded }: { job: Booking; city: City; excluded: ReadonlySet<string> },
  call: Call,
): Promise<Candidate[]> {
  const { ringsMetres = [], fewestCandidates = 1, furthestPickupMs = 0 } = city.dispatch ?? {};
  let hits: Hit[] = [];
  for (const radiusMetres of ringsMetres) {
    hits = await hitsWithin(ctx, { job, radiusMetres, excluded }, call); // a wider ring is asked for only if it is needed
    if (hits.length >= fewestCandidates) break;
  }
  const candidates = await byRoad(ctx, { job, hits }, call);
  return candidates.filter(({ pickupMs }) => pickupMs <= furthestPickupMs);
}

async function hitsWithin(
  { geosearch, config }: Pick<DispatchContext, 'geosearch' | 'config'>,
  { job, radiusMetres, excluded }: { job: Booking; radiusMetres: number; excluded: ReadonlySet<string> },
  call: Call,
): Promise<Hit[]> {
  const limit = config.current.candidates + excluded.size;
  const { hits } = await geosearch.findNearest(
    {
      ...{ city: job.city, at: job.pickup?.at, radiusMetres, serviceType: job.serviceType },
      ...{ tenancy: job.tenancy, limit: Math.min(limit, 200) },
    },
    call,
  );
  return hits.filter(({ driverId }) => !excluded.has(driverId)).slice(0, config.current.candidates);
}

/** The ways of all of them to the pickup, in one call. */
async function byRoad(
  { eta }: Pick<DispatchContext, 'eta'>,
  { job, hits }: { job: Booking; hits: readonly Hit[] },
  call: Call,
): Promise<Candidate[]> {
  const near = hits.flatMap(({ position, ...hit }) => (position ? [{ ...hit, position }] : []));
  if (near.length === 0) return [];
  const from = near.map(({ position }) => position);
  const { ways } = await eta.manyToOne({ city: job.city, from, to: job.pickup?.at }, call);
  return near.flatMap(({ shiftId, driverId }, index) => {
    const way = ways[index];
    if (!way?.found) return [];
    return [{ shiftId, driverId, pickupMetres: way.distanceMetres, pickupMs: way.durationMs }];
  });
}
