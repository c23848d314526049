import { type FieldCheck, HansomError } from '@hansom/platform-errors';
import { type LatLng as WireLatLng } from '@hansom/proto-common';
import { isLatLng, type LatLng } from '@hansom/shared-geo';

import { type EtaContext } from '../context.ts';
import { type CityRoads, type Way } from '../domain/city-roads.ts';

const POINT_RULE = 'must be a point on the earth: latitude -90 to 90, longitude -180 to 180';

export function checkPoint(field: string, point: WireLatLng | undefined): FieldCheck {
  return { field, rule: POINT_RULE, holds: point !== undefined && isLatLng(point) };
}

/** A point that was checked: off the map where it is missing. */
export function toPoint(point: WireLatLng | undefined): LatLng {
  return { lat: point?.lat ?? NaN, lng: point?.lng ?? NaN };
}

export async function requireRoads(ctx: EtaContext, city: string): Promise<CityRoads> {
  const roads = await ctx.roadsOf(city);
  if (roads) return roads;
  const description = `there are no roads of ${city}: import them with ./hansom city import`;
  throw new HansomError('not_found', 'eta.no_roads', { description, context: { city } });
}

/** The figures of a way as the wire has them. */
export function toWire({ metres, millis }: Way): { distanceMetres: number; durationMs: number } {
  return { distanceMetres: Math.round(metres), durationMs: millis };
}
