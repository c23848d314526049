import { type Cell } from '../cell.ts';
import { type Chord, chordBetween, metresOfChord, unitVector, type Vector } from '../chord.ts';
import { type CellFinder } from '../h3/cell-finder.ts';
import { type LatLng } from '../lat-lng.ts';
import { type Polygon, type Position } from '../polygon.ts';
import { type CellSet, cellSet } from './cell-set.ts';
import { type Slot } from './drivers.ts';
import { type Condition } from './search.ts';

/**
 * Where to look: a circle with its rim; a polygon of GeoJSON, whose edges are straight in degrees, so exactly and not by cells; some cells, of
 * any resolutions.
 */
export type Area =
  | { readonly lat: number; readonly lng: number; readonly radiusMetres: number }
  | { readonly polygon: Polygon }
  | { readonly cells: readonly Cell[] };

/** A circle, and what else must be so of a driver in it. */
export interface Region extends LatLng {
  readonly radiusMetres: number;
  readonly condition?: Condition;
}

/** Where a driver of the grid is. */
interface Places {
  lat(slot: Slot): number;
  lng(slot: Slot): number;
}

export function regionOf(area: Area, places: Places, finder: CellFinder): Region {
  if ('polygon' in area) return polygonRegion(area.polygon, places);
  if ('cells' in area) return cellsRegion(cellSet(area.cells, finder), places);
  return area;
}

function polygonRegion(polygon: Polygon, places: Places): Region {
  return {
    ...circleAround(polygon),
    condition: (slot) => isInside(polygon, [places.lng(slot), places.lat(slot)]),
  };
}

/** Of all points of a rectangle in degrees its corners are farthest from its middle. */
function circleAround([outer = []]: Polygon): Region {
  const [lngs, lats] = [outer.map(([lng]) => lng), outer.map(([, lat]) => lat)];
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const middle = { lat: (south + north) / 2, lng: (west + east) / 2 };
  const corners = [south, north].map((lat) =>
    chordBetween(unitVector(middle), unitVector({ lat, lng: east })),
  );
  return { ...middle, radiusMetres: metresAtLeast(Math.max(...corners)) };
}

/** By the rings that a way to the east crosses: an odd number of them. */
function isInside(polygon: Polygon, [lng, lat]: Position): boolean {
  let inside = false;
  for (const ring of polygon)
    for (let i = 1; i < ring.length; i++) {
      const [[x, y], [px, py]] = [ring[i], ring[i - 1]];
      if (y > lat !== py > lat && lng < x + ((px - x) * (lat - y)) / (py - y)) inside = !inside;
    }
  return inside;
}

function cellsRegion(cells: CellSet, places: Places): Region {
  const condition: Condition = (slot) => cells.holds(places.lat(slot), places.lng(slot));
  const sum = cells.caps.reduce<Vector>(
    ([x, y, z], { centre }) => [x + centre[0], y + centre[1], z + centre[2]],
    [0, 0, 0],
  );
  const middle = pointOf(sum);
  const from = unitVector(middle);
  const reaches = cells.caps.map(({ centre, radius }) => chordBetween(from, centre) + radius);
  return { ...middle, radiusMetres: metresAtLeast(reaches.reduce((a, b) => Math.max(a, b), 0)), condition };
}

function pointOf([x, y, z]: Vector): LatLng {
  const degrees = 180 / Math.PI;
  return { lat: Math.atan2(z, Math.hypot(x, y)) * degrees, lng: Math.atan2(y, x) * degrees };
}

/** What rounding takes away is given back. */
function metresAtLeast(chord: Chord): number {
  return metresOfChord(chord) * (1 + 1e-9) + 0.001;
}
