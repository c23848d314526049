import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { traceDistance, type TraceFix } from '@hansom/shared-geo';

import {
  buildRoadGraph,
  createRouter,
  type LatLng,
  nearestEdges,
  polyline,
  type Route,
  waysOfGeoJson,
} from '../src/index.ts';
import { METRES_PER_DEGREE, metresBetween, metresPerDegreeEast } from '../src/lat-lng.ts';

const NETWORK = join(__dirname, '../../../../node_modules/geojson-path-finder/test/large-network.json');
const EVERY_MS = 2_000;
const NOISE_METRES = 5;
const LOST_SHARE = 0.1;
const OUTAGE_MS = 30_000;

const graph = buildRoadGraph(waysOfGeoJson(JSON.parse(readFileSync(NETWORK, 'utf8'))));
const router = createRouter(graph);

describe('traceDistance on the streets of Gothenburg', () => {
  it('is right on average, and within 2 % for nine trips of ten, with noise, losses, stops and outages', () => {
    const random = numbers(20_260_101);

    const errors = trips(150, random).map((route) => {
      const { metres, gaps } = traceDistance(received(drive(route, random), random));
      const bridged = gaps.reduce((sum, { from, to }) => sum + metresByRoad(from, to), 0);
      return (metres + bridged) / route.metres - 1;
    });

    expect(Math.abs(errors.reduce((sum, error) => sum + error) / errors.length)).toBeLessThan(0.01);
    expect(errors.filter((error) => Math.abs(error) < 0.02).length / errors.length).toBeGreaterThan(0.85);
  });
});

/** The same numbers from 0 to 1 in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Of 2 to 12 km. */
function trips(count: number, random: () => number): Route[] {
  const routes: Route[] = [];
  while (routes.length < count) {
    const route = router.route(somewhere(random), somewhere(random));
    if (route.metres > 2_000 && route.metres < 12_000) routes.push(route);
  }
  return routes;
}

function somewhere(random: () => number) {
  const edge = Math.floor(random() * graph.edgeCount);
  return { edge, along: 0, at: placeOf(graph.edges.firstPoint[edge]) };
}

function placeOf(point: number): LatLng {
  return { lat: graph.points.lat[point] / 1e7, lng: graph.points.lng[point] / 1e7 };
}

/** Fixes without noise: at the pace of each edge, with a stop at every twelfth junction. */
function drive(route: Route, random: () => number): TraceFix[] {
  const fixes: TraceFix[] = [];
  let at = 0;
  for (const leg of route.legs) {
    const line = polyline(graph, { ...route, legs: [leg] });
    const metres = Math.abs(leg.to - leg.from);
    for (let i = 1; i < line.length; i++) {
      const millis = (leg.millis * metresBetween(line[i - 1], line[i])) / (metres || 1);
      take(at + millis, (share) => between(line[i - 1], line[i], share));
    }
    if (random() < 1 / 12) take(at + 10_000 + 30_000 * random(), () => line[line.length - 1]);
  }
  return fixes;

  function take(until: number, place: (share: number) => LatLng): void {
    for (let next = fixes.length * EVERY_MS; next <= until; next += EVERY_MS)
      fixes.push({ ...place((next - at) / (until - at || 1)), atMs: next });
    at = until;
  }
}

function between(a: LatLng, b: LatLng, share: number): LatLng {
  return { lat: a.lat + (b.lat - a.lat) * share, lng: a.lng + (b.lng - a.lng) * share };
}

/** With noise, one in ten lost, and one outage on the way. */
function received(fixes: readonly TraceFix[], random: () => number): TraceFix[] {
  const outage = fixes[Math.floor((0.2 + 0.6 * random()) * fixes.length)].atMs;
  return fixes
    .filter(({ atMs }) => random() >= LOST_SHARE && !(atMs > outage && atMs < outage + OUTAGE_MS))
    .map(({ lat, lng, atMs }) => ({
      lat: lat + (normal(random) * NOISE_METRES) / METRES_PER_DEGREE,
      lng: lng + (normal(random) * NOISE_METRES) / metresPerDegreeEast(lat),
      atMs,
    }));
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** As eta answers: on any of the edges that are nearly as near as the nearest. */
function metresByRoad(from: LatLng, to: LatLng): number {
  const [froms, tos] = [from, to].map((at) => nearestEdges(graph, at, { maxMetres: 40, limit: 8 }));
  return router.routeBetween(froms, tos).metres;
}
