import { type Arc, edgeOf, headOf, tailOf } from './arcs.ts';
import { arrivals, departures, type Direct, direct } from './ends.ts';
import { metresAlong, type Route, routeAlong } from './route.ts';
import { Search, type Seed } from './search.ts';
import { type Snap } from '../nearest-edges.ts';
import { type RoadGraph } from '../road-graph.ts';

/** At least one, and one an edge. */
export type Snaps = readonly Snap[];

/** What a route costs, without the route. */
export interface Cost {
  readonly metres: number;
  readonly millis: number;
}

export interface Router {
  /** The quickest route. There always is one. */
  route(from: Snap, to: Snap): Route;
  /**
   * The quickest route from any of these snaps to any of those, each on an edge of its own. A point's nearest edge may be the wrong
   * carriageway: the edges that are nearly as near belong to the question.
   */
  routeBetween(froms: Snaps, tos: Snaps): Route;
  /** Milliseconds from each of many to one, in their order: dispatch's question. Undefined for more than `maxMillis`. */
  timesTo(to: Snap, froms: readonly Snap[], maxMillis: number): (number | undefined)[];
  /** Time and length of `routeBetween` each of many and one, in their order, by one search. Undefined for more than `maxMillis`. */
  costsTo(tos: Snaps, froms: readonly Snaps[], maxMillis: number): (Cost | undefined)[];
  /** Milliseconds from one to each of many, in their order. Undefined for more than `maxMillis`. */
  timesFrom(from: Snap, tos: readonly Snap[], maxMillis: number): (number | undefined)[];
}

/**
 * Finds what is quickest, exactly: Dijkstra's search, for a route from both ends at once. Turning costs nothing and is allowed
 * everywhere, turning round at a junction too. Keeps 40 bytes a node, which each question uses again.
 */
export function createRouter(graph: RoadGraph): Router {
  const ahead = new Search(graph.leaving);
  const back = new Search(graph.arriving);
  const isWanted = new Uint8Array(graph.nodeCount);
  return { route: (from, to) => routeBetween([from], [to]), routeBetween, timesTo, costsTo, timesFrom };

  function routeBetween(froms: Snaps, tos: Snaps): Route {
    const within = quickestDirect(graph, froms, tos);
    ahead.begin(froms.flatMap((from) => departures(graph, from)));
    back.begin(tos.flatMap((to) => arrivals(graph, to)));
    const node = meetingNode(ahead, back, within?.millis ?? Infinity);
    const arcs = node === undefined ? [within?.arc].flatMap((arc) => arc ?? []) : arcsVia(node);
    return routeAlong(graph, arcs, alongs(arcs, froms, tos));
  }

  function arcsVia(node: number): Arc[] {
    const before = ahead.trace(node, (arc) => tailOf(graph, arc));
    return [...before.reverse(), ...back.trace(node, (arc) => headOf(graph, arc))];
  }

  function timesTo(to: Snap, froms: readonly Snap[], maxMillis: number): (number | undefined)[] {
    back.begin(arrivals(graph, to));
    return timesOf(
      back,
      froms.map((from) => endTowards(graph, [to], [from])),
      maxMillis,
    );
  }

  function costsTo(tos: Snaps, froms: readonly Snaps[], maxMillis: number): (Cost | undefined)[] {
    const ends = froms.map((from) => endTowards(graph, tos, from));
    back.begin(tos.flatMap((to) => arrivals(graph, to)));
    return timesOf(back, ends, maxMillis).map((millis, i) => {
      if (millis === undefined) return undefined;
      const arcs = arcsFrom(graph, back, ends[i]);
      return { millis, metres: metresAlong(graph, arcs, alongs(arcs, froms[i], tos)) };
    });
  }

  function timesFrom(from: Snap, tos: readonly Snap[], maxMillis: number): (number | undefined)[] {
    const ends = tos.map((to) => ({ seeds: arrivals(graph, to), within: direct(graph, from, to) }));
    ahead.begin(departures(graph, from));
    return timesOf(ahead, ends, maxMillis);
  }

  function timesOf(search: Search, ends: readonly End[], maxMillis: number): (number | undefined)[] {
    const nodes = new Set(ends.flatMap(({ seeds }) => seeds.map(({ node }) => node)));
    let missing = nodes.size;
    for (const node of nodes) isWanted[node] = 1;
    while (missing > 0 && search.least <= maxMillis) if (isWanted[search.settle()]) missing--;
    for (const node of nodes) isWanted[node] = 0;
    return ends.map((end) => {
      const millis = leastOf(search, end);
      return millis <= maxMillis ? millis : undefined;
    });
  }
}

/** One of many: where its search may end, and its way without leaving the edge of the one. */
interface End {
  readonly seeds: readonly Seed[];
  readonly within: Direct | undefined;
}

/** A node that has only been reached may cost less by a way not found yet, but then more than the search was to find. */
function leastOf(search: Search, { seeds, within }: End): number {
  const costs = seeds.map(({ node, millis }) => search.costOf(node) + millis);
  return Math.min(within?.millis ?? Infinity, ...costs);
}

/** One of many, as seen from where they all go. */
function endTowards(graph: RoadGraph, tos: Snaps, froms: Snaps): End {
  return {
    seeds: froms.flatMap((from) => departures(graph, from)),
    within: quickestDirect(graph, froms, tos),
  };
}

/** The arcs of the quickest way from one of many to where a search back began. */
function arcsFrom(graph: RoadGraph, search: Search, { seeds, within }: End): Arc[] {
  const costFrom = ({ node, millis }: Seed) => search.costOf(node) + millis;
  const best = seeds.reduce((a, b) => (costFrom(b) < costFrom(a) ? b : a));
  if (within && within.millis <= costFrom(best)) return [within.arc];
  return [best.arc, ...search.trace(best.node, (arc) => headOf(graph, arc))];
}

function quickestDirect(graph: RoadGraph, froms: Snaps, tos: Snaps): Direct | undefined {
  const ways = froms.flatMap((from) => tos.flatMap((to) => direct(graph, from, to) ?? []));
  return ways.length === 0 ? undefined : ways.reduce((a, b) => (b.millis < a.millis ? b : a));
}

/** Where on the first arc's edge a way begins, and where on the last's it ends. */
function alongs(arcs: readonly Arc[], froms: Snaps, tos: Snaps): [number, number] {
  return [alongOn(arcs[0], froms), alongOn(arcs[arcs.length - 1], tos)];
}

function alongOn(arc: Arc, [first, ...others]: Snaps): number {
  return (others.find(({ edge }) => edge === edgeOf(arc)) ?? first).along;
}

/**
 * Where the quickest way crosses from what is searched ahead to what is searched back; undefined when none is quicker than `best`.
 * Both have then settled so much that any way not seen yet costs at least as much (Nicholson 1966).
 */
function meetingNode(ahead: Search, back: Search, limit: number): number | undefined {
  let best = limit;
  let meeting: number | undefined;
  while (ahead.least + back.least < best) {
    const [search, other] = ahead.least <= back.least ? [ahead, back] : [back, ahead];
    const node = search.settle();
    const millis = search.costOf(node) + other.costOf(node);
    if (millis < best) [best, meeting] = [millis, node];
  }
  return meeting;
}
