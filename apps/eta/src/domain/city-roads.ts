import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';
import {
  createRouter,
  FASTEST_METRES_PER_SECOND,
  nearestEdges,
  type NearEdge,
  polyline,
  type RoadGraph,
  type Track,
  trackMatcher,
  type TrackStep,
} from '@hansom/shared-roads';

/** A way from a point to another along roads. */
export interface Way {
  /** With the steps from the one to its nearest road, and from the other's. */
  readonly metres: number;
  readonly millis: number;
}

/** What counts as near a road. */
export interface Snapping {
  readonly snapMetres: number;
  /** Roads so little further off than the nearest are as likely. */
  readonly alikeMetres: number;
}

export interface CityRoads {
  /** Undefined where one of the two is too far from any road. */
  way(from: LatLng, to: LatLng, snapping: Snapping): DrawnWay | undefined;
  /** The ways of many to one, in their order, by one search. */
  waysTo(to: LatLng, froms: readonly LatLng[], snapping: Snapping): (Way | undefined)[];
  /** How many metres each step of a track is along the streets on which it was driven. */
  metresOf(track: Track, snapping: Snapping): number[];
}

/** A way that can be drawn. */
export interface DrawnWay extends Way {
  /** Its points, from road to road. */
  line(): LatLng[];
}

/** Enough for the streets around a junction of motorways. */
const MOST_ROADS = 8;

/** The roads of a city, to ask. Every two of its roads are connected, so only points off the roads have no way. */
export function cityRoads(graph: RoadGraph): CityRoads {
  const router = createRouter(graph);
  const match = trackMatcher(graph, router);
  return { way, waysTo, metresOf };

  function way(from: LatLng, to: LatLng, snapping: Snapping): DrawnWay | undefined {
    const [start, end] = [placeOn(from, snapping), placeOn(to, snapping)];
    if (!start || !end) return undefined;
    const route = router.routeBetween(start.edges, end.edges);
    const metres = route.metres + start.metres + end.metres;
    return { metres, millis: route.millis, line: () => polyline(graph, route) };
  }

  function waysTo(to: LatLng, froms: readonly LatLng[], snapping: Snapping): (Way | undefined)[] {
    const end = placeOn(to, snapping);
    const starts = froms.map((from) => placeOn(from, snapping));
    const found = starts.flatMap((start) => start ?? []);
    const costs = end
      ? router.costsTo(
          end.edges,
          found.map(({ edges }) => edges),
          Infinity,
        )
      : [];
    const ways = new Map(found.map((start, i) => [start, costs[i]]));
    return starts.map((start) => {
      const cost = start && ways.get(start);
      return start && end && cost && { ...cost, metres: cost.metres + start.metres + end.metres };
    });
  }

  function metresOf({ from, steps }: Track, snapping: Snapping): number[] {
    const ways = match({ from, steps });
    return steps.map((step, i) => ways[i] ?? metresUnseen(steps[i - 1]?.to ?? from, step, snapping));
  }

  /** Of a step that begins or ends off the streets. No car comes farther than it can drive. */
  function metresUnseen(from: LatLng, { to, millis }: TrackStep, snapping: Snapping): number {
    const farthest = (FASTEST_METRES_PER_SECOND * millis) / 1_000;
    const straight = Math.min(greatCircleMetres(from, to), farthest);
    const { metres } = way(from, to, snapping) ?? { metres: straight };
    return metres > farthest ? straight : Math.max(straight, metres);
  }

  function placeOn(at: LatLng, { snapMetres, alikeMetres }: Snapping): Place | undefined {
    const [nearest] = nearestEdges(graph, at, { maxMetres: snapMetres });
    if (!nearest) return undefined;
    const maxMetres = nearest.metres + alikeMetres;
    return { edges: nearestEdges(graph, at, { maxMetres, limit: MOST_ROADS }), metres: nearest.metres };
  }
}

/** A point on the network. */
interface Place {
  readonly edges: readonly NearEdge[];
  /** To the nearest of them. */
  readonly metres: number;
}
