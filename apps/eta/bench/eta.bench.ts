import { readFile } from 'node:fs/promises';

import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';
import {
  buildRoadGraph,
  type OsmTags,
  type OsmWay,
  type RoadGraph,
  type Track,
  waysOfGeoJson,
} from '@hansom/shared-roads';
import PathFinder from 'geojson-path-finder';

import { cityRoads, type CityRoads } from '../src/domain/city-roads.ts';

const NETWORK = 'node_modules/geojson-path-finder/test/large-network.json';
const SNAPPING = { snapMetres: 500, alikeMetres: 20 };
const DRIVERS = 50;
const RUNS = 500;
/** A drive of 20 minutes with a fix each 2 s. */
const TRACK = { steps: 600, stepMs: 2_000 };
/** Fewer, because the other library takes its time. */
const COMPARED = 60;
/** Of a town of crossings in rows: with 50,000 of them four times as many as Gothenburg. */
const SIDE = 224;

type Network = ConstructorParameters<typeof PathFinder<unknown, OsmTags>>[0];

/** What a call costs beside the RPC: from any two points, snapping included. Beside it geojson-path-finder from junction to junction. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const network = JSON.parse(await readFile(NETWORK, 'utf8')) as Network; // the package's own test data
  const gothenburg = buildRoadGraph(waysOfGeoJson(network));
  const large = buildRoadGraph(rowsOfStreets());
  const ours = figuresOf(gothenburg);
  const theirs = meanOfOthers(network, gothenburg);
  return {
    name: 'eta',
    figures: {
      'route, mean, ms': ours.route,
      [`${DRIVERS} to one, mean, ms`]: ours.manyToOne,
      [`${DRIVERS} to one, the longest, ms`]: ours.longest,
      [`a track of ${TRACK.steps} steps, mean, ms`]: mean(timesOf(RUNS / 50, trackedOn(gothenburg))),
      'geojson-path-finder, a route, mean, ms': theirs,
      'geojson-path-finder over ours, route': theirs / ours.route,
      [`geojson-path-finder over ours, ${DRIVERS} to one`]: (DRIVERS * theirs) / ours.manyToOne,
      ...prefixed(`${large.nodeCount} junctions: `, figuresOf(large)),
    },
  };
}

interface Figures {
  route: number;
  manyToOne: number;
  longest: number;
}

function figuresOf(graph: RoadGraph): Figures {
  const roads = cityRoads(graph);
  const at = placesOn(graph);
  const routes = timesOf(RUNS, (i) => roads.way(at(2 * i), at(2 * i + 1), SNAPPING));
  const drivers = (i: number) => Array.from({ length: DRIVERS }, (_, k) => at(DRIVERS * i + k));
  const many = timesOf(RUNS / 5, (i) => roads.waysTo(at(i), drivers(i + 1), SNAPPING));
  return { route: mean(routes), manyToOne: mean(many), longest: Math.max(...many) };
}

/** Puts a drive along the quickest way here and there on its streets, from points that lie beside them now on this side, now on that. */
function trackedOn(graph: RoadGraph): (i: number) => unknown {
  const roads = cityRoads(graph);
  const at = placesOn(graph, 0);
  const tracks = Array.from({ length: RUNS / 50 }, (_, i) => trackThrough(roads, (k) => at(40 * i + k)));
  return (i) => roads.metresOf(tracks[i] ?? tracks[0]!, SNAPPING);
}

function trackThrough(roads: CityRoads, at: (k: number) => LatLng): Track {
  const points: LatLng[] = [];
  for (let k = 0; points.length <= TRACK.steps; k++)
    points.push(...spread(roads.way(at(k), at(k + 1), SNAPPING)?.line() ?? []));
  const [from, ...tos] = points
    .slice(0, TRACK.steps + 1)
    .map(({ lat, lng }, i) => ({ lat: lat + (i % 2 ? 3e-5 : -3e-5), lng }));
  const steps = tos.map((to, i) => ({
    to,
    millis: TRACK.stepMs,
    metres: greatCircleMetres(tos[i - 1] ?? from!, to),
  }));
  return { from: from!, steps };
}

/** Points of a line, 20 m apart. */
function spread(line: readonly LatLng[]): LatLng[] {
  return line.slice(1).flatMap((to, i) => {
    const from = line[i] ?? to;
    const count = Math.floor(greatCircleMetres(from, to) / 20);
    const share = (k: number) => (k + 1) / (count + 1);
    return Array.from({ length: count }, (_, k) => ({
      lat: from.lat + (to.lat - from.lat) * share(k),
      lng: from.lng + (to.lng - from.lng) * share(k),
    }));
  });
}

function prefixed(prefix: string, { route, manyToOne, longest }: Figures): Record<string, number> {
  return {
    [`${prefix}route, mean, ms`]: route,
    [`${prefix}${DRIVERS} to one, mean, ms`]: manyToOne,
    [`${prefix}${DRIVERS} to one, the longest, ms`]: longest,
  };
}

function meanOfOthers(network: Network, graph: RoadGraph): number {
  const features = network.features.filter(({ geometry }) => geometry.type === 'LineString');
  const finder = new PathFinder({ ...network, features }, { key: String });
  const at = placesOn(graph, 0);
  return mean(timesOf(COMPARED, (i) => finder.findPath(pointOf(at(2 * i)), pointOf(at(2 * i + 1)))));
}

function pointOf({ lat, lng }: LatLng) {
  const geometry = { type: 'Point' as const, coordinates: [lng, lat] };
  return { type: 'Feature' as const, properties: {}, geometry };
}

/** Points of streets here and there, the same in every run, each so many degrees off its street. */
function placesOn({ edgeCount, edges, points }: RoadGraph, off = 0.0002): (i: number) => LatLng {
  return (i) => {
    const point = edges.firstPoint[(i * 7_919) % edgeCount] ?? 0;
    return { lat: (points.lat[point] ?? 0) / 1e7 + off, lng: (points.lng[point] ?? 0) / 1e7 + off };
  };
}

function rowsOfStreets(): OsmWay[] {
  const crossing = (row: number, column: number) => ({
    id: row * SIDE + column,
    lat: 57.6 + row * 0.0009,
    lng: 11.8 + column * 0.0017,
  });
  const steps = Array.from({ length: SIDE }, (_, i) => i);
  const maxspeed = (row: number) => (row % 8 === 0 ? '70' : '40');
  return steps.flatMap((row) => [
    {
      nodes: steps.map((step) => crossing(row, step)),
      tags: { highway: 'residential', maxspeed: maxspeed(row) },
    },
    {
      nodes: steps.map((step) => crossing(step, row)),
      tags: { highway: 'residential', maxspeed: maxspeed(row) },
    },
  ]);
}

/** Milliseconds of each call, once as many have warmed up. */
function timesOf(count: number, call: (i: number) => unknown): number[] {
  for (let i = 0; i < count; i++) call(i);
  return Array.from({ length: count }, (_, i) => {
    const start = performance.now();
    call(i);
    return performance.now() - start;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
