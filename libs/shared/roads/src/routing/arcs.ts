import { groupedBy } from '../grouped.ts';
import { type RoadData } from '../road-graph.ts';

/** An edge in a direction: its index doubled, plus 1 against the order of its points. */
export type Arc = number;

/** Arcs by node: of node n those from `first[n]` up to, not including, `first[n + 1]`. */
export interface Arcs {
  readonly first: Uint32Array;
  readonly arc: Uint32Array;
  /** The node at the arc's other end. */
  readonly other: Uint32Array;
  readonly millis: Uint32Array;
}

export function edgeOf(arc: Arc): number {
  return arc >>> 1;
}

export function isForward(arc: Arc): boolean {
  return (arc & 1) === 0;
}

/** The node from which an arc is driven. */
export function tailOf({ edges }: RoadData, arc: Arc): number {
  return (isForward(arc) ? edges.from : edges.to)[edgeOf(arc)];
}

/** The node to which an arc is driven. */
export function headOf({ edges }: RoadData, arc: Arc): number {
  return (isForward(arc) ? edges.to : edges.from)[edgeOf(arc)];
}

/** By the node that they leave. */
export function leavingArcs(data: RoadData): Arcs {
  return arcsBy(tailOf, headOf, data);
}

/** By the node at which they arrive. */
export function arrivingArcs(data: RoadData): Arcs {
  return arcsBy(headOf, tailOf, data);
}

function arcsBy(own: typeof tailOf, other: typeof tailOf, data: RoadData): Arcs {
  const arcs = Uint32Array.from(drivenArcs(data));
  const { first, items } = groupedBy(
    arcs.map((arc) => own(data, arc)),
    data.nodeCount,
  );
  const arc = items.map((item) => arcs[item]);
  return {
    first,
    arc,
    other: arc.map((one) => other(data, one)),
    millis: arc.map((one) => data.edges.millis[edgeOf(one)]),
  };
}

function drivenArcs({ edges }: RoadData): Arc[] {
  const arcs: Arc[] = [];
  edges.oneway.forEach((oneway, edge) => {
    arcs.push(2 * edge);
    if (!oneway) arcs.push(2 * edge + 1);
  });
  return arcs;
}
