import { type Call } from '@hansom/platform-rpc';
import { type City } from '@hansom/proto-city';
import { type Hit } from '@hansom/proto-geosearch';

import { type DispatchContext } from '../context.ts';
import { type OpenJob } from './open-job.ts';

/** A free driver, and how far the pickup is by road. */
export interface Candidate {
  shiftId: string;
  driverId: string;
  pickupMetres: number;
  pickupMs: number;
}

type Open = Pick<OpenJob, 'job' | 'free' | 'excluded'>;

/**
 * Free drivers near a pickup who can be there in time: in rings that widen until there are a few, and one for each place of the wave.
 * Nobody who must not, or need not, be asked again.
 */
export async function candidatesFor(
  ctx: Pick<DispatchContext, 'geosearch' | 'eta' | 'config'>,
  { open, city }: { open: Open; city: City },
  call: Call,
): Promise<Candidate[]> {
  const { ringsMetres = [], fewestCandidates = 1, furthestPickupMs = 0 } = city.dispatch ?? {};
  const enough = Math.max(fewestCandidates, open.free.length);
  let hits: Hit[] = [];
  for (const radiusMetres of ringsMetres) {
    hits = await hitsWithin(ctx, { open, city, radiusMetres }, call); // a wider ring is asked for only if it is needed
    if (hits.length >= enough) break;
  }
  const candidates = await byRoad(ctx, { open, hits }, call);
  return candidates.filter(({ pickupMs }) => pickupMs <= furthestPickupMs);
}

/** The most that one search answers with. */
const MOST_HITS = 200;

async function hitsWithin(
  { geosearch, config }: Pick<DispatchContext, 'geosearch' | 'config'>,
  { open, city, radiusMetres }: { open: Open; city: City; radiusMetres: number },
  call: Call,
): Promise<Hit[]> {
  const { job, free, excluded } = open;
  const wanted = Math.max(config.current.candidates, free.length);
  const { hits } = await geosearch.findNearest(
    {
      ...{ city: job.city, at: job.pickup?.at, radiusMetres, serviceType: job.serviceType },
      ...{ tenancy: job.tenancy, limit: Math.min(wanted + excluded.size, MOST_HITS) },
      neighbours: city.neighbours,
    },
    call,
  );
  return hits.filter(({ driverId }) => !excluded.has(driverId)).slice(0, wanted);
}

/** The ways of all of them to the pickup, in one call. */
async function byRoad(
  { eta }: Pick<DispatchContext, 'eta'>,
  { open: { job }, hits }: { open: Open; hits: readonly Hit[] },
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
