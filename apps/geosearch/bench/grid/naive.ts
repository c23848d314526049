import { cellOf, greatCircleMetres } from '@hansom/shared-geo';
import { gridDisk } from 'h3-js';

import { type Contender, LIMIT, RADIUS_METRES } from './contender.ts';
import { type Fleet } from './fleet.ts';

const RESOLUTION = 9;
/** So many rings of cells hold all that is in the radius. */
const RINGS = 18;

interface Driver {
  cell: string;
  lat: number;
  lng: number;
  free: boolean;
}

/** What one writes first: a Set of drivers a cell, and more rings of cells until there are ten, and one more. (It is not exact.) */
export function naive(fleet: Fleet): Contender {
  const drivers = new Map<number, Driver>();
  const cells = new Map<string, Set<number>>();
  for (let n = 0; n < fleet.count; n++) update(n, fleet.lat[n]!, fleet.lng[n]!);
  return { update, nearest };

  function update(n: number, lat: number, lng: number): void {
    const cell = cellOf({ lat, lng }, RESOLUTION);
    const before = drivers.get(n)?.cell;
    if (before !== undefined && before !== cell) cells.get(before)?.delete(n);
    drivers.set(n, { cell, lat, lng, free: fleet.free[n] === 1 });
    const inCell = cells.get(cell) ?? new Set();
    cells.set(cell, inCell.add(n));
  }

  function nearest(lat: number, lng: number): number {
    const own = cellOf({ lat, lng }, RESOLUTION);
    let found: number[] = [];
    let enough = false;
    for (let ring = 0; ring <= RINGS && !enough; ring++) {
      enough = found.length >= LIMIT;
      found = gridDisk(own, ring).flatMap((cell) => freeIn(cell, lat, lng));
    }
    return found.sort((a, b) => a - b).slice(0, LIMIT).length;
  }

  function freeIn(cell: string, lat: number, lng: number): number[] {
    const metres: number[] = [];
    for (const n of cells.get(cell) ?? []) {
      const driver = drivers.get(n);
      if (driver?.free) metres.push(greatCircleMetres({ lat, lng }, driver));
    }
    return metres.filter((one) => one <= RADIUS_METRES);
  }
}
