import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';

import { greatCircleMetres } from '@hansom/shared-geo';

import { type Contender, LIMIT, RADIUS_METRES } from './contender.ts';
import { type Fleet } from './fleet.ts';

const RESOLUTION = 9;
/** Of rings of cells: so many hold all that is in the radius. */
const RINGS = 18;

interface Driver {
  cell: string;
  lat: number;
  lng: number;
  free: boolean;
}

/** What one writes first: a Set of drivers a cell, and rings of cells until there are ten, and one more. (It is not exact.) */
export function naive(fleet: Fleet): Contender {
  const drivers = new Map<number, Driver>();
  const cells = new Map<string, Set<number>>();
  for (let n = 0; n < fleet.count; n++) update(n);
  return { update, nearest };

  function update(n: number): void {
    const [lat, lng] = [fleet.lat[n]!, fleet.lng[n]!];
    const cell = latLngToCell(lat, lng, RESOLUTION);
    const before = drivers.get(n)?.cell;
    if (before !== undefined && before !== cell) cells.get(before)?.delete(n);
    drivers.set(n, { cell, lat, lng, free: fleet.free[n] === 1 });
    const inCell = cells.get(cell) ?? new Set();
    cells.set(cell, inCell.add(n));
  }

  function nearest(lat: number, lng: number): number {
    const own = latLngToCell(lat, lng, RESOLUTION);
    let found: { n: number; metres: number }[] = [];
    let [rings, enough] = [0, false];
    for (let ring = 0; ring <= RINGS && !enough; ring++) {
      enough = found.length >= LIMIT;
      rings = ring;
      found = gridDisk(own, ring).flatMap((cell) =>
        [...(cells.get(cell) ?? [])].flatMap((n) => freeAt(n, lat, lng)),
      );
    }
    return rings < 0 ? 0 : found.sort((a, b) => a.metres - b.metres).slice(0, LIMIT).length;
  }

  function freeAt(n: number, lat: number, lng: number): { n: number; metres: number }[] {
    const driver = drivers.get(n);
    if (!driver?.free) return [];
    const metres = greatCircleMetres({ lat, lng }, driver);
    return metres <= RADIUS_METRES ? [{ n, metres }] : [];
  }
}
void cellToLatLng;
