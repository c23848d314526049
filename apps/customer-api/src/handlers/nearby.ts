import { HansomError } from '@hansom/platform-errors';
import { toWireTenancy, type User } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { type City } from '@hansom/proto-city';
import { type Hit } from '@hansom/proto-geosearch';

import { type CustomerApiContext } from '../context.ts';

interface Point {
  lat: number;
  lng: number;
}

/** The city around a point; refuses where there is none. */
export async function cityAt(
  { city }: Pick<CustomerApiContext, 'city'>,
  at: Point,
  call: Call,
): Promise<City> {
  const { outcome } = await city.findCity({ at }, call);
  if (outcome?.$case === 'found' && outcome.value.city) return outcome.value.city;
  const description = 'we are in no city there';
  throw new HansomError('failed_precondition', 'customer-api.no_city', { description });
}

/** Free cars near a point, told so that nobody can be followed; and how soon the nearest could be there. */
export async function nearbyCars(
  ctx: Pick<CustomerApiContext, 'geosearch' | 'eta' | 'config'>,
  { city, at, user }: { city: City; at: Point; user: User },
  call: Call,
) {
  const { nearbyMetres: radiusMetres, nearbyCars: limit } = ctx.config.current;
  const tenancy = toWireTenancy(user.tenancy);
  const { code, neighbours } = city;
  const search = { city: code, at, radiusMetres, limit, serviceType: '', tenancy, neighbours };
  const { hits } = await ctx.geosearch.findNearest(search, call);
  const pickupMs = await soonest(ctx, { city: code, at, hits }, call);
  return { cars: hits.flatMap(toCar), ...(pickupMs !== undefined && { pickupMs }) };
}

async function soonest(
  { eta }: Pick<CustomerApiContext, 'eta'>,
  { city, at, hits }: { city: string; at: Point; hits: readonly Hit[] },
  call: Call,
): Promise<number | undefined> {
  const from = hits.flatMap(({ position }) => (position ? [position] : []));
  if (from.length === 0) return undefined;
  const { ways } = await eta.manyToOne({ city, from, to: at }, call);
  const times = ways.flatMap(({ found, durationMs }) => (found ? [durationMs] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}

/** To about 50 m, and without anything by which the car could be known again. */
function toCar({ position, bearingDegrees }: Hit) {
  if (!position) return [];
  const at = { lat: rounded(position.lat, 0.0005), lng: rounded(position.lng, 0.001) };
  return [{ at, ...(bearingDegrees >= 0 && { bearingDegrees: rounded(bearingDegrees, 15) }) }];
}

function rounded(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(4));
}
