/** An index that is measured on a fleet, whose drivers it holds. */
export interface Contender {
  /** Takes a driver's place from the fleet. */
  update(n: number): void;
  /** How many it finds of the ten nearest who are free, within 5 km. */
  nearest(lat: number, lng: number): number;
}

export const RADIUS_METRES = 5_000;
export const LIMIT = 10;
