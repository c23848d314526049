import { type Arc } from './arcs.ts';
import { type Seed } from './search.ts';
import { type Snap } from '../nearest-edges.ts';
import { type RoadGraph } from '../road-graph.ts';

/** Milliseconds from the edge's first point to the snap. */
export function millisAlong({ edges }: RoadGraph, { edge, along }: Pick<Snap, 'edge' | 'along'>): number {
  return along === 0 ? 0 : Math.round((edges.millis[edge] * along) / edges.metres[edge]);
}

/** The nodes to which one can drive from a snap along its edge. Against a oneway nobody drives, but may stand at its beginning. */
export function departures(graph: RoadGraph, snap: Snap): Seed[] {
  const { from, to, millis } = graph.edges;
  const passed = millisAlong(graph, snap);
  const forward = { node: to[snap.edge], millis: millis[snap.edge] - passed, arc: 2 * snap.edge };
  const backward = { node: from[snap.edge], millis: passed, arc: 2 * snap.edge + 1 };
  return !isOneway(graph, snap.edge) || snap.along === 0 ? [forward, backward] : [forward];
}

/** The nodes from which one can drive to a snap along its edge, and what is then still to be driven. */
export function arrivals(graph: RoadGraph, snap: Snap): Seed[] {
  const { from, to, millis, metres } = graph.edges;
  const passed = millisAlong(graph, snap);
  const forward = { node: from[snap.edge], millis: passed, arc: 2 * snap.edge };
  const backward = { node: to[snap.edge], millis: millis[snap.edge] - passed, arc: 2 * snap.edge + 1 };
  const atEnd = snap.along === metres[snap.edge];
  return !isOneway(graph, snap.edge) || atEnd ? [forward, backward] : [forward];
}

/** A way that does not leave its edge. */
export interface Direct {
  readonly arc: Arc;
  readonly millis: number;
}

/** The way from one snap to another without leaving their edge. Undefined on two edges, and against a oneway. */
export function direct(graph: RoadGraph, from: Snap, to: Snap): Direct | undefined {
  if (from.edge !== to.edge) return undefined;
  const [start, end] = [millisAlong(graph, from), millisAlong(graph, to)];
  if (to.along >= from.along) return { arc: 2 * from.edge, millis: end - start };
  return isOneway(graph, from.edge) ? undefined : { arc: 2 * from.edge + 1, millis: start - end };
}

function isOneway({ edges }: RoadGraph, edge: number): boolean {
  return edges.oneway[edge] === 1;
}
