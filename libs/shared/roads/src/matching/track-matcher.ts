import { metresBetween } from '../lat-lng.ts';
import { type NearEdge, nearestEdges } from '../nearest-edges.ts';
import { type RoadGraph } from '../road-graph.ts';
import { type Router } from '../routing/router.ts';
import { type Place, placesOf, type Track, type TrackStep } from './places.ts';

/** Tells of each step of a track how many metres it was by road; undefined where nothing was seen and no street leads on. */
export type TrackMatcher = (track: Track) => (number | undefined)[];

/** A street farther off than this was not driven on. */
const REACH_METRES = 35;
const MOST_EDGES = 8;
/** How far off its street a smoothed point lies: the standard deviation. */
const OFF_METRES = 5;
/** By how much a way along streets differs from the straight line between its ends, on average. */
const DETOUR_METRES = 6;
/** A way may be longer by so much than what was seen of it. */
const SEEN = { times: 2, metres: 30 };
/** A way that no car drives in that time was not driven. */
export const FASTEST_METRES_PER_SECOND = 40;
/** A way is looked for that takes no longer than this without traffic: so many times its time, and a while at least. */
const PATIENCE = { times: 3, leastMs: 20_000 };

/**
 * Finds the streets of a track: the likeliest way by the hidden Markov model of Newson and Krumm (2009), as Viterbi did it. A point is the less
 * likely on a street the farther off it is, and a way from one to the next the less likely the more it is longer than the straight line.
 *
 * Steps that were seen share the way between two places by their metres, and keep these where no street is near, or none leads on.
 */
export function trackMatcher(graph: RoadGraph, router: Router): TrackMatcher {
  return ({ from, steps }) => {
    const places = placesOf({ from, steps });
    const ways = waysThrough(places);
    return places.slice(1).flatMap((place, i) => shares(steps.slice(places[i].step, place.step), ways[i]));
  };

  /** The likeliest way to each place but the first; undefined where a street was lost, and found again behind it. */
  function waysThrough([first, ...others]: [Place, ...Place[]]): (number | undefined)[] {
    const ways: (number | undefined)[] = [];
    let [last, candidates] = [first, candidatesAt(first)];
    for (const place of others) {
      const onward = candidatesBehind(candidates, last, place);
      if (onward.length === 0) ways.push(...waysTo(likeliest(candidates)), undefined);
      candidates = onward.length > 0 ? onward : candidatesAt(place);
      last = place;
    }
    return [...ways, ...waysTo(likeliest(candidates))];
  }

  function candidatesAt({ at }: Place): Candidate[] {
    const near = nearestEdges(graph, at, { maxMetres: REACH_METRES, limit: MOST_EDGES });
    return near.map((snap) => ({ snap, cost: (snap.metres / OFF_METRES) ** 2 / 2 }));
  }

  /** Those to which a way leads from one of the place before. */
  function candidatesBehind(before: readonly Candidate[], from: Place, to: Place): Candidate[] {
    if (before.length === 0) return [];
    const froms = before.map(({ snap }) => [snap]);
    const straight = metresBetween(from.at, to.at);
    const patience = Math.max(PATIENCE.leastMs, PATIENCE.times * to.millis);
    return candidatesAt(to).flatMap((candidate) => {
      const ways = router.costsTo([candidate.snap], froms, patience).flatMap((way, i): Candidate[] => {
        if (!way || way.metres > longestWay(to)) return [];
        const cost = before[i].cost + candidate.cost + Math.abs(way.metres - straight) / DETOUR_METRES;
        return [{ ...candidate, cost, way: { from: before[i], metres: way.metres } }];
      });
      return likeliest(ways) ?? [];
    });
  }
}

/** Where a car may have been at a place. */
interface Candidate {
  readonly snap: NearEdge;
  /** Minus the logarithm of its likelihood, with all that lies before it. */
  readonly cost: number;
  /** How it came there; undefined where a way begins. */
  readonly way?: { readonly from: Candidate; readonly metres: number };
}

function likeliest(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.length === 0 ? undefined : candidates.reduce((a, b) => (b.cost < a.cost ? b : a));
}

/** The ways over which one came to a candidate, the first first. */
function waysTo(candidate: Candidate | undefined): number[] {
  const ways: number[] = [];
  for (let way = candidate?.way; way; way = way.from.way) ways.push(way.metres);
  return ways.reverse();
}

function longestWay({ seen, millis }: Place): number {
  if (seen === undefined) return (FASTEST_METRES_PER_SECOND * millis) / 1_000;
  return SEEN.times * seen + SEEN.metres;
}

function shares(steps: readonly TrackStep[], way: number | undefined): (number | undefined)[] {
  const seen = steps.reduce((sum, { metres = 0 }) => sum + metres, 0);
  return steps.map(({ metres }) => {
    if (way === undefined || metres === undefined) return metres ?? way;
    return seen === 0 ? 0 : (metres / seen) * way;
  });
}
