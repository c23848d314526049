import { type Chain, chainsOf } from './chains.ts';
import { networkOf } from './network.ts';
import { largestStrongPart } from './strong-part.ts';
import { type LatLng, metresBetween, UNITS_PER_DEGREE } from '../lat-lng.ts';
import { type OsmWay } from '../osm/osm-way.ts';
import { ROAD_CLASSES } from '../osm/road-class.ts';
import { type Edges, type Points, type RoadGraph, roadGraph } from '../road-graph.ts';

/** What the Open Database License asks to be shown. */
export const OSM_ATTRIBUTION = '© OpenStreetMap contributors, ODbL 1.0';

const MILLIS_PER_HOUR = 3_600_000;

/**
 * The streets on which a taxi may drive, as a graph of junctions: those that lie in the largest strongly connected part. Throws a
 * RangeError when no street is left.
 */
export function buildRoadGraph(ways: Iterable<OsmWay>, attribution = OSM_ATTRIBUTION): RoadGraph {
  const network = largestStrongPart(networkOf(ways));
  const chains = chainsOf(network);
  const names = new Numbering(['']);
  const junctions = new Numbering<number>([]);
  const lines = chains.map(({ nodes }) => nodes.map((node) => network.places[node]));
  const edges = edgesOf(chains, lines, { names, junctions });
  return roadGraph({
    attribution,
    names: names.values,
    nodeCount: junctions.values.length,
    edges,
    points: pointsOf(lines.flat()),
  });
}

/** Numbers what it is shown, from 0, in the order of first sight. */
class Numbering<T> {
  readonly #numbers = new Map<T, number>();
  readonly values: T[] = [];

  constructor(values: Iterable<T>) {
    for (const value of values) this.of(value);
  }

  of(value: T): number {
    const number = this.#numbers.get(value) ?? this.values.push(value) - 1;
    this.#numbers.set(value, number);
    return number;
  }
}

function edgesOf(
  chains: readonly Chain[],
  lines: readonly LatLng[][],
  { names, junctions }: { names: Numbering<string>; junctions: Numbering<number> },
): Edges {
  const metres = Float64Array.from(lines, lengthOf);
  const firstPoint = new Uint32Array(chains.length + 1);
  lines.forEach((line, i) => (firstPoint[i + 1] = firstPoint[i] + line.length));
  return {
    from: Uint32Array.from(chains, ({ nodes }) => junctions.of(nodes[0])),
    to: Uint32Array.from(chains, ({ nodes }) => junctions.of(nodes[nodes.length - 1])),
    metres,
    millis: Uint32Array.from(chains, ({ street }, i) => millisOf(metres[i], street.kmh)),
    roadClass: Uint8Array.from(chains, ({ street }) => ROAD_CLASSES.indexOf(street.roadClass)),
    name: Uint32Array.from(chains, ({ street }) => names.of(street.name)),
    oneway: Uint8Array.from(chains, ({ street }) => Number(street.oneway)),
    firstPoint,
  };
}

function millisOf(metres: number, kmh: number): number {
  return Math.max(1, Math.round((metres / (kmh * 1_000)) * MILLIS_PER_HOUR));
}

function lengthOf(line: readonly LatLng[]): number {
  let metres = 0;
  for (let i = 1; i < line.length; i++) metres += metresBetween(line[i - 1], line[i]);
  return metres;
}

function pointsOf(line: readonly LatLng[]): Points {
  return {
    lat: Int32Array.from(line, ({ lat }) => Math.round(lat * UNITS_PER_DEGREE)),
    lng: Int32Array.from(line, ({ lng }) => Math.round(lng * UNITS_PER_DEGREE)),
  };
}
