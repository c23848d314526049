import { EARTH_RADIUS_METRES, type LatLng } from './lat-lng.ts';

/** A point of the unit sphere, or of the space around it. */
export type Vector = readonly [x: number, y: number, z: number];

/**
 * A straight line through the unit sphere: 0 to 2. It grows with the way over the surface, keeps the triangle inequality, and knows no
 * meridian and no pole; so nearness is decided by it.
 */
export type Chord = number;

export function unitVector({ lat, lng }: LatLng): Vector {
  const [phi, lambda] = [radians(lat), radians(lng)];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

export function chordBetween([ax, ay, az]: Vector, [bx, by, bz]: Vector): Chord {
  const [dx, dy, dz] = [ax - bx, ay - by, az - bz];
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

/** The chord under a way over the surface; of more than half around the earth, that of half. */
export function chordOfMetres(metres: number): Chord {
  return 2 * Math.sin(Math.min(metres / (2 * EARTH_RADIUS_METRES), Math.PI / 2));
}

/** The way over the surface above a chord. */
export function metresOfChord(chord: Chord): number {
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(chord / 2, 1));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
