/** A point on the earth, WGS 84: degrees north, -90 to 90, and degrees east, -180 to 180. */
export interface LatLng {
  readonly lat: number;
  readonly lng: number;
}

/** The mean radius of the earth as a sphere. */
export const EARTH_RADIUS_METRES = 6_371_008.8;

/** Along a meridian. */
export const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_METRES;

/** Whether both are finite and in their range. */
export function isLatLng({ lat, lng }: LatLng): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
}

/** The way over the surface of a sphere (haversine), in metres: within 0.6 % of that on the ellipsoid. */
export function greatCircleMetres(a: LatLng, b: LatLng): number {
  const share =
    haversine(b.lat - a.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * haversine(b.lng - a.lng);
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, share)));
}

function haversine(degrees: number): number {
  return Math.sin(radians(degrees) / 2) ** 2;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
