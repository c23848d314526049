import { type Arc, edgeOf, isForward } from './arcs.ts';
import { millisAlong } from './ends.ts';
import { type LatLng, metresBetween, pointBetween } from '../lat-lng.ts';
import { type RoadGraph } from '../road-graph.ts';
import { pointAt } from '../segment-grid.ts';

/** A stretch of an edge, driven from one of its metres to another: against the order of its points where `to` is less than `from`. */
export interface Leg {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
  readonly millis: number;
}

/** At least one leg, in the order of driving; of no length only where the whole route is. */
export interface Route {
  readonly metres: number;
  readonly millis: number;
  readonly legs: readonly Leg[];
}

/** The route over these arcs that begins some metres along the first arc's edge, and ends some metres along the last's. */
export function routeAlong(graph: RoadGraph, arcs: readonly Arc[], [start, end]: [number, number]): Route {
  const all = arcs.map((arc, i) => {
    const edge = edgeOf(arc);
    return legOf(graph, edge, [
      i === 0 ? start : beginningOf(graph, arc),
      i === arcs.length - 1 ? end : endOf(graph, arc),
    ]);
  });
  const driven = all.filter(({ from, to }) => from !== to);
  return {
    metres: total(all.map(({ from, to }) => Math.abs(to - from))),
    millis: total(all.map(({ millis }) => millis)),
    legs: driven.length > 0 ? driven : all.slice(0, 1),
  };
}

/** The metres of the route over these arcs. */
export function metresAlong(graph: RoadGraph, arcs: readonly Arc[], [start, end]: [number, number]): number {
  const [first, last] = [arcs[0], arcs[arcs.length - 1]];
  if (arcs.length === 1) return Math.abs(end - start);
  let metres = Math.abs(endOf(graph, first) - start) + Math.abs(end - beginningOf(graph, last));
  for (let i = 1; i < arcs.length - 1; i++) metres += graph.edges.metres[edgeOf(arcs[i])];
  return metres;
}

/** Where on its edge an arc begins. */
function beginningOf({ edges }: RoadGraph, arc: Arc): number {
  return isForward(arc) ? 0 : edges.metres[edgeOf(arc)];
}

function endOf({ edges }: RoadGraph, arc: Arc): number {
  return isForward(arc) ? edges.metres[edgeOf(arc)] : 0;
}

/** Where a route leads, point by point, from its start to its end. */
export function polyline(graph: RoadGraph, { legs }: Route): LatLng[] {
  return legs.flatMap((leg, i) => shapeOf(graph, leg).slice(i === 0 ? 0 : 1));
}

function legOf(graph: RoadGraph, edge: number, [from, to]: [number, number]): Leg {
  const millis = millisAlong(graph, { edge, along: to }) - millisAlong(graph, { edge, along: from });
  return { edge, from, to, millis: Math.abs(millis) };
}

function shapeOf(graph: RoadGraph, { edge, from, to }: Leg): LatLng[] {
  const line = lineOf(graph, edge);
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const inner = line.filter(({ along }) => along > low && along < high);
  const points = [cut(line, low), ...inner.map(({ at }) => at), cut(line, high)];
  return from <= to ? points : points.toReversed();
}

interface Point {
  readonly at: LatLng;
  readonly along: number;
}

function lineOf(graph: RoadGraph, edge: number): Point[] {
  const [first, end] = [graph.edges.firstPoint[edge], graph.edges.firstPoint[edge + 1]];
  const line = [{ at: pointAt(graph, first), along: 0 }];
  for (let point = first + 1; point < end; point++) {
    const [last, at] = [line[line.length - 1], pointAt(graph, point)];
    line.push({ at, along: last.along + metresBetween(last.at, at) });
  }
  return line;
}

function cut(line: readonly Point[], along: number): LatLng {
  const next = line.findIndex((point) => point.along >= along);
  const [a, b] = [line[next - 1], line[next]];
  return a === undefined ? b.at : pointBetween(a.at, b.at, (along - a.along) / (b.along - a.along));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
