import { groupedBy } from './grouped.ts';
import {
  type Bounds,
  type LatLng,
  METRES_PER_DEGREE,
  metresPerDegreeEast,
  pointBetween,
  UNITS_PER_DEGREE,
} from './lat-lng.ts';
import { type RoadData } from './road-graph.ts';

/** Cells of equal size over the bounds, row by row from the south-west. */
export interface Cells {
  readonly bounds: Bounds;
  readonly rows: number;
  readonly columns: number;
}

/** The segments that touch each cell; a segment has the index of its first point. One may stand in a cell more than once. */
export interface SegmentGrid extends Cells {
  /** The segments of cell c are `segments[first[c]]` up to, not including, `segments[first[c + 1]]`. */
  readonly first: Uint32Array;
  readonly segments: Uint32Array;
  /** Beside each of `segments`, the edge to which it belongs. */
  readonly edges: Uint32Array;
}

/** Makes about as many cells, nearly square, as there are segments. */
export function segmentGrid(data: RoadData, bounds: Bounds): SegmentGrid {
  const cells = cellsOver(bounds, data.points.lat.length);
  const touched: number[] = [];
  const segments: number[] = [];
  const edges: number[] = [];
  const { firstPoint } = data.edges;
  for (let edge = 0; edge + 1 < firstPoint.length; edge++)
    for (let point = firstPoint[edge]; point + 1 < firstPoint[edge + 1]; point++)
      touch({ edge, segment: point }, pointAt(data, point), pointAt(data, point + 1));
  const { first, items } = groupedBy(touched, cells.rows * cells.columns);
  return {
    ...cells,
    first,
    segments: items.map((item) => segments[item]),
    edges: items.map((item) => edges[item]),
  };

  /** Halves what spans many cells, so that a long slanting segment stands in the cells along it, not in all of its rectangle. */
  function touch(piece: { edge: number; segment: number }, a: LatLng, b: LatLng): void {
    const within = cellsWithin(cells, boundsOf(a, b));
    if (within.length > 4) {
      const middle = pointBetween(a, b, 0.5);
      touch(piece, a, middle);
      touch(piece, middle, b);
      return;
    }
    for (const cell of within) {
      touched.push(cell);
      segments.push(piece.segment);
      edges.push(piece.edge);
    }
  }
}

/** All cells that a rectangle touches. What lies outside the bounds counts as lying on their rim. */
export function cellsWithin(
  { bounds, rows, columns }: Cells,
  { south, west, north, east }: Bounds,
): number[] {
  const [bottom, top] = [south, north].map(stepsBetween(bounds.south, bounds.north, rows));
  const [left, right] = [west, east].map(stepsBetween(bounds.west, bounds.east, columns));
  const cells: number[] = [];
  for (let row = bottom; row <= top; row++)
    for (let column = left; column <= right; column++) cells.push(row * columns + column);
  return cells;
}

export function pointAt({ points }: RoadData, point: number): LatLng {
  return { lat: points.lat[point] / UNITS_PER_DEGREE, lng: points.lng[point] / UNITS_PER_DEGREE };
}

/** Which of `count` equal steps from `least` to `most` a value lies in. */
function stepsBetween(least: number, most: number, count: number): (value: number) => number {
  const perUnit = count / Math.max(most - least, 1 / UNITS_PER_DEGREE);
  return (value) => Math.min(Math.max(Math.floor((value - least) * perUnit), 0), count - 1);
}

function cellsOver(bounds: Bounds, wanted: number): Cells {
  const high = (bounds.north - bounds.south) * METRES_PER_DEGREE + 1;
  const wide = (bounds.east - bounds.west) * metresPerDegreeEast((bounds.north + bounds.south) / 2) + 1;
  const rows = Math.ceil(Math.min(Math.sqrt((wanted * high) / wide), wanted));
  return { bounds, rows, columns: Math.ceil(wanted / rows) };
}

function boundsOf(a: LatLng, b: LatLng): Bounds {
  return {
    south: Math.min(a.lat, b.lat),
    west: Math.min(a.lng, b.lng),
    north: Math.max(a.lat, b.lat),
    east: Math.max(a.lng, b.lng),
  };
}
