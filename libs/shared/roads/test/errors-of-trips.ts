import { traceDistance, type TraceFix } from '@hansom/shared-geo';

import {
  createRouter,
  type LatLng,
  nearestEdges,
  polyline,
  type RoadGraph,
  type Route,
  trackMatcher,
} from '../src/index.ts';
import { METRES_PER_DEGREE, metresBetween, metresPerDegreeEast } from '../src/lat-lng.ts';

const EVERY_MS = 2_000;
const NOISE_METRES = 5;
const LOST_SHARE = 0.1;
const OUTAGE_MS = 30_000;
/** With its passenger, who pays. */
const STANDS_MS = 10_000;
/** As eta's configuration has it. */
const SNAPPING = { snapMetres: 500, alikeMetres: 20 };

/** By how much of its length a trip is measured too long, or too short. */
export interface TripError {
  /** By its smoothed trace alone, with the outage bridged by the quickest way. */
  readonly smoothed: number;
  /** By its streets. */
  readonly matched: number;
}

/**
 * Of so many trips on real streets: with 5 m of noise in each direction, one fix in ten lost, stops, and one outage of 30 s. The same for the same
 * seed.
 */
export function errorsOfTrips(
  graph: RoadGraph,
  { seed, count }: { seed: number; count: number },
): TripError[] {
  const random = numbers(seed);
  const router = createRouter(graph);
  const match = trackMatcher(graph, router);
  return trips(count).map((route) => {
    const { metres, gaps, legs } = traceDistance(received(drive(route)));
    const smoothed = metres + sum(gaps.map(({ from, to }) => metresByRoad(from, to)));
    const ways = match({ from: legs[0].from, steps: legs });
    const matched = sum(ways.map((way, i) => way ?? metresByRoad(legs[i].from, legs[i].to)));
    return { smoothed: smoothed / route.metres - 1, matched: matched / route.metres - 1 };
  });

  /** Of 2 to 12 km. */
  function trips(count: number): Route[] {
    const routes: Route[] = [];
    while (routes.length < count) {
      const route = router.route(somewhere(), somewhere());
      if (route.metres > 2_000 && route.metres < 12_000) routes.push(route);
    }
    return routes;
  }

  function somewhere() {
    const edge = Math.floor(random() * graph.edgeCount);
    return { edge, along: 0, at: placeOf(graph.edges.firstPoint[edge]) };
  }

  function placeOf(point: number): LatLng {
    return { lat: graph.points.lat[point] / 1e7, lng: graph.points.lng[point] / 1e7 };
  }

  /** Fixes without noise: at the pace of each edge, with a stop at every twelfth junction. */
  function drive(route: Route): TraceFix[] {
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
    take(at + STANDS_MS, () => polyline(graph, route).at(-1)!);
    return fixes;

    function take(until: number, place: (share: number) => LatLng): void {
      for (let next = fixes.length * EVERY_MS; next <= until; next += EVERY_MS)
        fixes.push({ ...place((next - at) / (until - at || 1)), atMs: next });
      at = until;
    }
  }

  /** With noise, one in ten lost, and one outage on the way. */
  function received(fixes: readonly TraceFix[]): TraceFix[] {
    const outage = fixes[Math.floor((0.2 + 0.6 * random()) * fixes.length)].atMs;
    return fixes
      .filter(({ atMs }) => random() >= LOST_SHARE && !(atMs > outage && atMs < outage + OUTAGE_MS))
      .map(({ lat, lng, atMs }) => ({
        lat: lat + (normal(random) * NOISE_METRES) / METRES_PER_DEGREE,
        lng: lng + (normal(random) * NOISE_METRES) / metresPerDegreeEast(lat),
        atMs,
      }));
  }

  /** As eta answers: between any of the roads that are nearly as near as the nearest. */
  function metresByRoad(from: LatLng, to: LatLng): number {
    const [froms, tos] = [from, to].map((at) => {
      const [nearest] = nearestEdges(graph, at, { maxMetres: SNAPPING.snapMetres });
      return nearestEdges(graph, at, { maxMetres: nearest.metres + SNAPPING.alikeMetres, limit: 8 });
    });
    return router.routeBetween(froms, tos).metres;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The same numbers from 0 to 1 in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function between(a: LatLng, b: LatLng, share: number): LatLng {
  return { lat: a.lat + (b.lat - a.lat) * share, lng: a.lng + (b.lng - a.lng) * share };
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
