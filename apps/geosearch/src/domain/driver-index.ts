import { type Instant } from '@hansom/platform-context';
import { type Tenancy } from '@hansom/platform-identity';
import { type Chord, type LatLng } from '@hansom/shared-geo';

import { type DriverKey, type PlacedDriver } from './driver.ts';

/** Whom a question is about. */
export interface Filter {
  readonly tenancy: Tenancy;
  /** Only those who serve it. */
  readonly serviceType?: string | undefined;
  readonly freeOnly: boolean;
  /** Only those whose fix is not older. */
  readonly freshSince: Instant;
}

export interface NearestQuery extends Filter {
  readonly at: LatLng;
  readonly radiusMetres: number;
  /** Infinity: all in the circle. */
  readonly limit: number;
}

export interface Found extends PlacedDriver {
  /** How far off: the line through the unit sphere. */
  readonly chord: Chord;
}

/** Where the drivers of a city are. A plain data structure: no clock, no I/O. */
export interface DriverIndex {
  /** Adds a driver, or replaces what was known. */
  put(driver: PlacedDriver): void;
  remove(key: DriverKey): void;
  /** Exactly the nearest, by distance, then by shift id. The rim of the circle belongs to it. */
  nearest(query: NearestQuery): Found[];
  /** Everybody whom the filter lets through, in no order. */
  all(filter: Filter): PlacedDriver[];
  readonly size: number;
}

export function matches({ position, standing }: PlacedDriver, filter: Filter): boolean {
  return (
    position.fixedAt >= filter.freshSince &&
    standing.tenancy === filter.tenancy &&
    (standing.free || !filter.freeOnly) &&
    (filter.serviceType === undefined || standing.serviceTypes.includes(filter.serviceType))
  );
}

export function byDistance(a: Found, b: Found): number {
  return a.chord - b.chord || byShift(a, b);
}

export function byShift(a: PlacedDriver, b: PlacedDriver): number {
  if (a.standing.shiftId === b.standing.shiftId) return 0;
  return a.standing.shiftId < b.standing.shiftId ? -1 : 1;
}
