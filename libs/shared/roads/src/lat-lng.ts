import type { LatLng } from '@hansom/shared-geo';

export type { LatLng };

/** A rectangle in degrees. */
export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** OpenStreetMap's own precision, about a centimetre: a coordinate is a whole number of these and fits into 32 bits. */
export const UNITS_PER_DEGREE = 1e7;

/** Along a meridian, on a sphere with the mean radius of the earth, 6,371,008.8 m. */
export const METRES_PER_DEGREE = (Math.PI / 180) * 6_371_008.8;

/** How many metres one degree of longitude is at this latitude. */
export function metresPerDegreeEast(lat: number): number {
  return METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
}

/**
 * Metres between two points in the plane that touches their middle latitude. For two neighbours of a street (up to 10 km apart, up to
 * 70 degrees north) that is haversine's answer within 1 in 100,000.
 */
export function metresBetween(a: LatLng, b: LatLng): number {
  const east = (b.lng - a.lng) * metresPerDegreeEast((a.lat + b.lat) / 2);
  const north = (b.lat - a.lat) * METRES_PER_DEGREE;
  return Math.sqrt(east * east + north * north);
}

/** The point that lies this share (0 to 1) of the way from a to b. */
export function pointBetween(a: LatLng, b: LatLng, share: number): LatLng {
  return { lat: a.lat + (b.lat - a.lat) * share, lng: a.lng + (b.lng - a.lng) * share };
}
