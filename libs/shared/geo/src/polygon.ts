import { getHexagonAreaAvg, polygonToCells, UNITS } from 'h3-js';

import { asCell, type Cell, MAX_CELLS, type Resolution } from './cell.ts';
import { greatCircleMetres, isLatLng } from './lat-lng.ts';

/** A position of GeoJSON: longitude first. */
export type Position = readonly [lng: number, lat: number];

/** The coordinates of a GeoJSON polygon (RFC 7946, 3.1.6): an outer ring, then holes. Each ring ends where it begins. */
export type Polygon = readonly (readonly Position[])[];

/** What is wrong with a polygon, as a sentence without a subject; undefined when nothing is. */
export function polygonProblem(polygon: Polygon, resolution: Resolution): string | undefined {
  if (polygon.length === 0) return 'must have an outer ring';
  if (polygon.some((ring) => ring.length < 4)) return 'must have rings of at least four positions';
  if (!polygon.every(isClosed)) return 'must have rings that end where they begin';
  if (!polygon.flat().every(([lng, lat]) => isLatLng({ lat, lng })))
    return 'must have positions of longitude, then latitude, in degrees';
  const lngs = polygon.flat().map(([lng]) => lng);
  if (Math.max(...lngs) - Math.min(...lngs) >= 180) return 'must not cross the 180th meridian';
  if (boxMetres2(polygon) > MAX_CELLS * getHexagonAreaAvg(resolution, UNITS.m2))
    return `must lie in a rectangle of at most ${MAX_CELLS} cells`;
  return undefined;
}

/**
 * The cells whose centre lies in the polygon, in no order: its border is true to about a cell's radius. Throws a RangeError where
 * `polygonProblem` finds one.
 */
export function cellsIn(polygon: Polygon, resolution: Resolution): Cell[] {
  const problem = polygonProblem(polygon, resolution);
  if (problem !== undefined) throw new RangeError(`a polygon ${problem}`);
  const rings = polygon.map((ring) => ring.map(([lng, lat]) => [lng, lat]));
  return polygonToCells(rings, resolution, true).map(asCell);
}

function isClosed(ring: readonly Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/** The area of a rectangle around the outer ring, at its widest. */
function boxMetres2([outer = []]: Polygon): number {
  const [lngs, lats] = [outer.map(([lng]) => lng), outer.map(([, lat]) => lat)];
  const [west, east, south, north] = [
    Math.min(...lngs),
    Math.max(...lngs),
    Math.min(...lats),
    Math.max(...lats),
  ];
  const widest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  const width = greatCircleMetres({ lat: widest, lng: west }, { lat: widest, lng: east });
  return width * greatCircleMetres({ lat: south, lng: west }, { lat: north, lng: west });
}
