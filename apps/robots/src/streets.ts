import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { type Random } from '@hansom/platform-context';
import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';
import { createRouter, decodeRoadGraph, nearestEdges, polyline } from '@hansom/shared-roads';

import { type Journey, journeyAlong } from './domain/journey.ts';

/** A robot's map of its city. */
export interface Streets {
  /** The way by road, if both points are near one. */
  journey(from: LatLng, to: LatLng): Journey | undefined;
  /** A point on some street: the nearer to the centre the likelier. */
  somewhere(random: Random): LatLng;
}

const SNAP_METRES = 500;
/** Points that are looked at for one: the one nearest to the centre is taken. */
const LOOKED_AT = 3;
/** Streets at the very edge of the map may lie outside the city. */
const EDGE = 0.12;

/** Reads the road graph of a city; throws a system error where there is none. */
export async function streetsOf(folder: string, city: string): Promise<Streets> {
  const graph = decodeRoadGraph(await readFile(path.join(folder, `${city}.roads`)));
  const router = createRouter(graph);
  const { south, west, north, east } = graph.bounds;
  const centre = { lat: (south + north) / 2, lng: (west + east) / 2 };
  return {
    journey: (from, to) => {
      const [start] = nearestEdges(graph, from, { maxMetres: SNAP_METRES });
      const [end] = nearestEdges(graph, to, { maxMetres: SNAP_METRES });
      if (!start || !end) return undefined;
      const route = router.route(start, end);
      return journeyAlong([from, ...polyline(graph, route), to], route.millis);
    },
    somewhere: (random) => {
      const points = Array.from({ length: LOOKED_AT }, () => onStreet(random));
      return points.reduce((best, point) => (fromCentre(point) < fromCentre(best) ? point : best));
    },
  };

  function onStreet(random: Random): LatLng {
    for (;;) {
      const lat = south + (north - south) * (EDGE + (1 - 2 * EDGE) * random.next());
      const lng = west + (east - west) * (EDGE + (1 - 2 * EDGE) * random.next());
      const [near] = nearestEdges(graph, { lat, lng }, { maxMetres: SNAP_METRES });
      if (near) return near.at;
    }
  }

  function fromCentre(point: LatLng): number {
    return greatCircleMetres(point, centre);
  }
}
