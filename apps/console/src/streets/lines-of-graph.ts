import { ROAD_CLASSES, type RoadGraph } from '@hansom/shared-roads';

import { type StreetLine } from './street-line.ts';

/** Degrees in one unit of a graph's points. */
const UNIT = 1e-7;

/** The edges of one street, which share class and name, and where they meet. */
interface Street {
  readonly roadClass: string;
  readonly name: string;
  readonly edges: Set<number>;
  readonly edgesAt: Map<number, number[]>;
}

type Points = [lng: number, lat: number][];

/**
 * The streets of a graph in as few lines as possible: edges that follow each other and share class and name become one, so that joints
 * do not show, and names find the room they need. Every edge is drawn exactly once.
 */
export function linesOfGraph(graph: RoadGraph): StreetLine[] {
  return streetsOf(graph).flatMap((street) => linesOfStreet(graph, street));
}

function streetsOf(graph: RoadGraph): Street[] {
  const streets = new Map<string, Street>();
  graph.edges.from.forEach((from, edge) => {
    const roadClass = ROAD_CLASSES[graph.edges.roadClass[edge] ?? -1] ?? 'road';
    const name = graph.names[graph.edges.name[edge] ?? 0] ?? '';
    const street = streetOf(streets, { roadClass, name });
    street.edges.add(edge);
    for (const node of new Set([from, otherEnd(graph, edge, from)])) {
      street.edgesAt.set(node, [...(street.edgesAt.get(node) ?? []), edge]);
    }
  });
  return [...streets.values()];
}

function streetOf(streets: Map<string, Street>, facts: Pick<Street, 'roadClass' | 'name'>): Street {
  const key = `${facts.roadClass} ${facts.name}`;
  const known = streets.get(key);
  if (known) return known;
  const made = { ...facts, edges: new Set<number>(), edgesAt: new Map<number, number[]>() };
  streets.set(key, made);
  return made;
}

/** From every end and crossing of the street as far as it goes; what is left then are rings. */
function linesOfStreet(graph: RoadGraph, street: Street): StreetLine[] {
  const { roadClass, name, edges, edgesAt } = street;
  const left = new Set(edges);
  const starts = [...edgesAt].filter(([, meeting]) => meeting.length !== 2);
  const lines: Points[] = [];
  for (const [node, meeting] of [...starts, ...edgesAt]) {
    for (const edge of meeting) {
      if (left.has(edge)) lines.push(follow({ graph, street, left }, edge, node));
    }
  }
  return lines.map((points) => ({ roadClass, name, points }));
}

interface Walk {
  readonly graph: RoadGraph;
  readonly street: Street;
  /** The edges that are not drawn yet. */
  readonly left: Set<number>;
}

function follow({ graph, street, left }: Walk, first: number, start: number): Points {
  const points: Points = [];
  let edge: number | undefined = first;
  let node = start;
  while (edge !== undefined) {
    left.delete(edge);
    const shape = shapeOf(graph, edge, node);
    points.push(...(points.length === 0 ? shape : shape.slice(1)));
    node = otherEnd(graph, edge, node);
    const meeting: number[] = street.edgesAt.get(node) ?? [];
    edge = meeting.length === 2 ? meeting.find((next) => left.has(next)) : undefined;
  }
  return points;
}

function otherEnd({ edges }: RoadGraph, edge: number, node: number): number {
  const from = edges.from[edge] ?? node;
  return from === node ? (edges.to[edge] ?? node) : from;
}

/** The points of an edge, from this end of it on. */
function shapeOf({ edges, points }: RoadGraph, edge: number, start: number): Points {
  const shape: Points = [];
  const end = edges.firstPoint[edge + 1] ?? 0;
  for (let i = edges.firstPoint[edge] ?? end; i < end; i++) {
    shape.push([(points.lng[i] ?? 0) * UNIT, (points.lat[i] ?? 0) * UNIT]);
  }
  return edges.from[edge] === start ? shape : shape.reverse();
}
