import {
  type Bounds,
  type LatLng,
  METRES_PER_DEGREE,
  metresBetween,
  metresPerDegreeEast,
  pointBetween,
} from './lat-lng.ts';
import { type RoadGraph } from './road-graph.ts';
import { cellsWithin, pointAt } from './segment-grid.ts';

/** A place on the network. */
export interface Snap {
  readonly edge: number;
  /** Metres from the edge's first point, along its shape: exactly 0 or the edge's metres at its ends. */
  readonly along: number;
  readonly at: LatLng;
}

/** A snap, and how far off it is. */
export interface NearEdge extends Snap {
  readonly metres: number;
}

/** How far off an edge may be, and how many are wanted at most (1 unless given). */
export interface Reach {
  readonly maxMetres: number;
  readonly limit?: number;
}

/** The point of an edge that is nearest: this share (0 to 1) of one of its segments. */
interface Foot {
  readonly segment: number;
  readonly share: number;
  readonly metres: number;
}

/** Nearly every point of a city has a street within this, and what is farther off costs time to look through. */
const FIRST_LOOK_METRES = 50;

/**
 * The nearest edges, nearest first (the lower number first of two that are as near, as both are at a junction), each with its
 * point that is nearest. Exact in the plane that touches the earth at the point asked for.
 */
export function nearestEdges(graph: RoadGraph, at: LatLng, { maxMetres, limit = 1 }: Reach): NearEdge[] {
  let radius = Math.min(FIRST_LOOK_METRES, maxMetres);
  let feet = feetWithin(graph, at, radius);
  while (feet.size < limit && radius < maxMetres) {
    radius = Math.min(radius * 2, maxMetres);
    feet = feetWithin(graph, at, radius);
  }
  const nearest = [...feet].sort(([a, { metres: x }], [b, { metres: y }]) => x - y || a - b);
  return nearest.slice(0, limit).map(([edge, foot]) => nearEdge(graph, edge, foot));
}

/** By edge, for each that comes as near as this. */
function feetWithin(graph: RoadGraph, at: LatLng, radius: number): Map<number, Foot> {
  const { grid } = graph;
  const feet = new Map<number, Foot>();
  const footOn = footFinder(graph, at);
  for (const cell of cellsWithin(grid, squareAround(at, radius)))
    for (let i = grid.first[cell]; i < grid.first[cell + 1]; i++) {
      const foot = footOn(grid.segments[i]);
      const edge = grid.edges[i];
      if (foot.metres <= Math.min(radius, feet.get(edge)?.metres ?? Infinity)) feet.set(edge, foot);
    }
  return feet;
}

function squareAround({ lat, lng }: LatLng, radius: number): Bounds {
  const high = radius / METRES_PER_DEGREE;
  const wide = radius / metresPerDegreeEast(lat);
  return { south: lat - high, west: lng - wide, north: lat + high, east: lng + wide };
}

/** Finds the nearest point of a segment, in a plane whose origin is the point asked for. */
function footFinder(graph: RoadGraph, at: LatLng): (segment: number) => Foot {
  const metresPerDegree = metresPerDegreeEast(at.lat);
  return (segment) => {
    const [ax, ay] = inPlane(pointAt(graph, segment));
    const [bx, by] = inPlane(pointAt(graph, segment + 1));
    const [x, y] = [bx - ax, by - ay];
    const share = Math.min(Math.max(-(ax * x + ay * y) / (x * x + y * y || 1), 0), 1);
    return { segment, share, metres: Math.hypot(ax + x * share, ay + y * share) };
  };

  function inPlane({ lat, lng }: LatLng): [east: number, north: number] {
    return [(lng - at.lng) * metresPerDegree, (lat - at.lat) * METRES_PER_DEGREE];
  }
}

function nearEdge(graph: RoadGraph, edge: number, { segment, share, metres }: Foot): NearEdge {
  const { firstPoint } = graph.edges;
  const [a, b] = [pointAt(graph, segment), pointAt(graph, segment + 1)];
  let along = share * metresBetween(a, b);
  for (let point = firstPoint[edge]; point < segment; point++)
    along += metresBetween(pointAt(graph, point), pointAt(graph, point + 1));
  const isLast = share === 1 && segment + 2 === firstPoint[edge + 1];
  return { edge, along: isLast ? graph.edges.metres[edge] : along, at: pointBetween(a, b, share), metres };
}
