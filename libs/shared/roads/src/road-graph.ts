import { type Arcs, arrivingArcs, leavingArcs } from './routing/arcs.ts';
import { type Bounds, UNITS_PER_DEGREE } from './lat-lng.ts';
import { type SegmentGrid, segmentGrid } from './segment-grid.ts';

/**
 * Stretches of street between two junctions, along which class, name and pace stay the same. By edge; `firstPoint` has one more, the
 * end of the last edge's points.
 */
export interface Edges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly metres: Float64Array;
  /** The time that a car takes from end to end, alike in both directions. At least 1. */
  readonly millis: Uint32Array;
  /** An index into `ROAD_CLASSES`. */
  readonly roadClass: Uint8Array;
  /** An index into the graph's names. */
  readonly name: Uint32Array;
  /** 1: driven from `from` to `to` only. */
  readonly oneway: Uint8Array;
  readonly firstPoint: Uint32Array;
}

/** The shapes of all edges, one after the other, each with both its ends, in 1e-7 degrees. */
export interface Points {
  readonly lat: Int32Array;
  readonly lng: Int32Array;
}

/** What a file holds. */
export interface RoadData {
  /** To be shown wherever the streets are. */
  readonly attribution: string;
  /** Of streets; the first is empty, for those without one. */
  readonly names: readonly string[];
  readonly nodeCount: number;
  readonly edges: Edges;
  readonly points: Points;
}

/** A street network on which every node can be reached from every other. Never changed once made: share it. */
export interface RoadGraph extends RoadData {
  readonly edgeCount: number;
  readonly bounds: Bounds;
  readonly leaving: Arcs;
  readonly arriving: Arcs;
  readonly grid: SegmentGrid;
}

/** Adds what follows from the data: arcs by node, and where segments lie. Throws a RangeError when there is no street at all. */
export function roadGraph(data: RoadData): RoadGraph {
  if (data.edges.from.length === 0) throw new RangeError('a road graph needs a street');
  const bounds = boundsOf(data.points);
  return {
    ...data,
    edgeCount: data.edges.from.length,
    bounds,
    leaving: leavingArcs(data),
    arriving: arrivingArcs(data),
    grid: segmentGrid(data, bounds),
  };
}

function boundsOf({ lat, lng }: Points): Bounds {
  const [south, north] = extremes(lat);
  const [west, east] = extremes(lng);
  return { south, west, north, east };
}

function extremes(units: Int32Array): [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (const unit of units) {
    if (unit < least) least = unit;
    if (unit > most) most = unit;
  }
  return [least / UNITS_PER_DEGREE, most / UNITS_PER_DEGREE];
}
