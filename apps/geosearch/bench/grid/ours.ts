import { ClassSet, DriverGrid, Hits, type Keys, type LatLng } from '@hansom/shared-geo';

import { type Contender, LIMIT, RADIUS_METRES } from './contender.ts';
import { type Fleet } from './fleet.ts';

export const [BUSY, FREE, NOBODY] = [0, 1, 2];

export interface Ours extends Contender {
  readonly grid: DriverGrid;
  updateById(id: { ids: Keys; at: number }, lat: number, lng: number): void;
  /** Of other classes. */
  find(at: LatLng, over: { classes: ClassSet }): number;
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
    const slot = grid.update(fleet.ids, 4 * n, fixAt(fleet.lat[n]!, fleet.lng[n]!));
    slots[n] = slot;
    grid.classify(slot, fleet.free[n] ? FREE : BUSY);
  }
  return {
    grid,
    update: (n, lat, lng) => grid.move(slots[n]!, fixAt(lat, lng)),
    updateById: ({ ids, at }, lat, lng) => void grid.update(ids, at, fixAt(lat, lng)),
    nearest,
    find: (at, over) => {
      grid.nearest({ ...query, ...at, ...over }, hits);
      return hits.count;
    },
  };

  function fixAt(lat: number, lng: number) {
    fix.lat = lat;
    fix.lng = lng;
    fix.at += 1;
    return fix;
  }

  function nearest(lat: number, lng: number): number {
    query.lat = lat;
    query.lng = lng;
    grid.nearest(query, hits);
    return hits.count;
  }
}
