import { ClassSet, DriverGrid, Hits } from '@hansom/shared-geo';

import { type Contender, LIMIT, RADIUS_METRES } from './contender.ts';
import { type Fleet } from './fleet.ts';

export const [BUSY, FREE, NOBODY] = [0, 1, 2];

export interface Ours extends Contender {
  readonly grid: DriverGrid;
  updateById(n: number): void;
  /** Of those of another class, and within another radius. */
  find(lat: number, lng: number, over?: { classes?: ClassSet; radiusMetres?: number }): number;
}

export function ours(fleet: Fleet): Ours {
  const grid = new DriverGrid();
  const hits = new Hits();
  const fix = { lat: 0, lng: 0, at: 0 };
  const slots = new Int32Array(fleet.count);
  const query = {
    lat: 0,
    lng: 0,
    radiusMetres: RADIUS_METRES,
    limit: LIMIT,
    classes: ClassSet.of(FREE),
    since: 0,
  };
  for (let n = 0; n < fleet.count; n++) {
    slots[n] = grid.update(fleet.ids, 4 * n, fixOf(n));
    grid.classify(slots[n]!, fleet.free[n] ? FREE : BUSY);
  }
  return {
    grid,
    update: (n) => grid.move(slots[n]!, fixOf(n)),
    updateById: (n) => grid.update(fleet.ids, 4 * n, fixOf(n)),
    nearest: (lat, lng) => find(lat, lng),
    find,
  };

  function fixOf(n: number) {
    fix.lat = fleet.lat[n]!;
    fix.lng = fleet.lng[n]!;
    fix.at += 1;
    return fix;
  }

  function find(lat: number, lng: number, over?: { classes?: ClassSet; radiusMetres?: number }): number {
    query.lat = lat;
    query.lng = lng;
    grid.nearest(over ? { ...query, ...over } : query, hits);
    return hits.count;
  }
}
