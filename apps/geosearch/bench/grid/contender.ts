import { type LatLng } from '@hansom/shared-geo';

import { type Steps } from './fleet.ts';

/** An index that is measured on a fleet, whose drivers it holds. */
export interface Contender {
  /** Moves a driver of the fleet. */
  update(n: number, lat: number, lng: number): void;
  /** How many it finds of the ten nearest who are free, within 5 km. */
  nearest(lat: number, lng: number): number;
}

export const RADIUS_METRES = 5_000;
export const LIMIT = 10;

/** One of the steps; after the last comes the first again. */
export function follow(steps: Steps, index: Pick<Contender, 'update'>, i: number): void {
  const step = i % steps.count;
  index.update(steps.drivers[step]!, steps.lat[step]!, steps.lng[step]!);
}

/** One of the places, likewise. */
export function find(places: readonly LatLng[], index: Contender, i: number): number {
  const { lat, lng } = places[i % places.length]!;
  return index.nearest(lat, lng);
}
