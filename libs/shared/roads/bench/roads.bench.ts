import { readFile } from 'node:fs/promises';

import PathFinder from 'geojson-path-finder';

import {
  buildRoadGraph,
  createRouter,
  decodeRoadGraph,
  encodeRoadGraph,
  type LatLng,
  nearestEdges,
  type OsmTags,
  polyline,
  type RoadGraph,
  type Snap,
  waysOfGeoJson,
} from '../src/index.ts';
import { metresBetween } from '../src/lat-lng.ts';
import { streetOf } from '../src/osm/street-of.ts';

const NETWORK = 'node_modules/geojson-path-finder/test/large-network.json';
const PAIRS = 2_000;
/** Fewer, because the other library takes its time. */
const COMPARED_PAIRS = 100;
const TWELVE_MINUTES = 720_000;

type Network = ConstructorParameters<typeof PathFinder<unknown, OsmTags>>[0];

/** Longitude first. */
type Position = number[];

/** The streets of Gothenburg: importing, loading, snapping and routing, the latter beside geojson-path-finder on the same streets. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const network = JSON.parse(await readFile(NETWORK, 'utf8')) as Network; // the package's own test data
  const built = timed(() => buildRoadGraph(waysOfGeoJson(network)));
  const file = encodeRoadGraph(built.result);
  const graph = decodeRoadGraph(file);
  const snaps = junctions(graph, PAIRS + 1);
  const router = createRouter(graph);
  const routes = timesOf(PAIRS, (i) => router.route(snaps[i], snaps[i + 1]));
  const lines = timesOf(PAIRS, (i) => polyline(graph, router.route(snaps[i], snaps[i + 1])));
  const snapping = timesOf(PAIRS, (i) =>
    nearestEdges(graph, offset(snaps[i].at), { maxMetres: 500, limit: 3 }),
  );
  const many = timesOf(100, (i) => router.timesTo(snaps[i], snaps.slice(1_000, 1_200), TWELVE_MINUTES));
  const many200 = snaps.slice(1_000, 1_200).map((snap) => [snap]);
  const costs = timesOf(100, (i) => router.costsTo([snaps[i]], many200, TWELVE_MINUTES));
  return {
    name: 'roads of Gothenburg',
    figures: {
      'junctions, edges': `${graph.nodeCount}, ${graph.edgeCount}`,
      'build from GeoJSON, ms': built.millis,
      'file, KB': file.length / 1_024,
      'load, ms':
        percentile(
          timesOf(20, () => decodeRoadGraph(file)),
          0.5,
        ) / 1_000,
      'route p50, us': percentile(routes, 0.5),
      'route p95, us': percentile(routes, 0.95),
      'route and its polyline p50, us': percentile(lines, 0.5),
      'three nearest edges p50, us': percentile(snapping, 0.5),
      'times of 200 to one, 12 min, p50, us': percentile(many, 0.5),
      'the same with metres, p50, us': percentile(costs, 0.5),
      ...compared(network, graph, snaps.slice(0, COMPARED_PAIRS + 1)),
    },
  };
}

/** Both libraries on the same pairs, by turns, so that a busy machine is busy for both. */
function compared(network: Network, graph: RoadGraph, snaps: readonly Snap[]): Record<string, number> {
  const router = createRouter(graph);
  const finder = pathFinder(network);
  const [ours, theirs]: number[][] = [[], []];
  const quotients: number[] = [];
  for (let i = 0; i + 1 < snaps.length; i++) {
    const [a, b] = [snaps[i], snaps[i + 1]];
    const route = timed(() => router.route(a, b));
    const path = timed(() => finder.findPath(pointOf(a.at), pointOf(b.at)));
    ours.push(route.millis * 1_000);
    theirs.push(path.millis * 1_000);
    quotients.push((path.result?.weight ?? NaN) / route.result.millis);
  }
  return {
    'geojson-path-finder p50, us': percentile(theirs, 0.5),
    'ours on the same pairs p50, us': percentile(ours, 0.5),
    'ratio of all their time to ours': sum(theirs) / sum(ours),
    'their travel time over ours, at least': Math.min(...quotients),
    'their travel time over ours, at most': Math.max(...quotients),
  };
}

function pathFinder(network: Network): PathFinder<unknown, OsmTags> {
  const features = network.features.filter(
    ({ geometry, properties }) => geometry.type === 'LineString' && streetOf(properties),
  );
  return new PathFinder({ ...network, features }, { key: String, weight: millisBetween });
}

function millisBetween(a: Position, b: Position, tags: OsmTags): { forward: number; backward: number } {
  const { kmh, direction } = streetOf(tags) ?? { kmh: 1, direction: 'both' };
  const millis = (metresBetween(placeOf(a), placeOf(b)) / kmh) * 3_600;
  return {
    forward: direction === 'backward' ? 0 : millis,
    backward: direction === 'forward' ? 0 : millis,
  };
}

function placeOf([lng, lat]: Position): LatLng {
  return { lat, lng };
}

function pointOf({ lat, lng }: LatLng) {
  const geometry = { type: 'Point' as const, coordinates: [lng, lat] };
  return { type: 'Feature' as const, properties: {}, geometry };
}

/** The beginnings of edges here and there, the same in every run. */
function junctions(graph: RoadGraph, count: number): Snap[] {
  return Array.from({ length: count }, (_, i) => {
    const edge = (i * 7_919) % graph.edgeCount;
    const point = graph.edges.firstPoint[edge];
    const at = { lat: graph.points.lat[point] / 1e7, lng: graph.points.lng[point] / 1e7 };
    return { edge, along: 0, at };
  });
}

/** Some 30 m off. */
function offset({ lat, lng }: LatLng): LatLng {
  return { lat: lat + 0.0002, lng: lng + 0.0003 };
}

/** Microseconds of each call, once as many have warmed up. */
function timesOf(count: number, call: (i: number) => unknown): number[] {
  for (let i = 0; i < count; i++) call(i);
  return Array.from({ length: count }, (_, i) => timed(() => call(i)).millis * 1_000);
}

function timed<T>(call: () => T): { result: T; millis: number } {
  const start = performance.now();
  const result = call();
  return { result, millis: performance.now() - start };
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
