import { type Arc, headOf, tailOf } from './arcs.ts';
import { arrivals, departures, direct } from './ends.ts';
import { metresAlong, type Route, routeAlong } from './route.ts';
import { Search, type Seed } from './search.ts';
import { type Snap } from '../nearest-edges.ts';
import { type RoadGraph } from '../road-graph.ts';

/** What a route costs, without the route. */
export interface Cost {
  readonly metres: number;
  readonly millis: number;
}

export interface Router {
  /** The quickest route. There always is one. */
  route(from: Snap, to: Snap): Route;
  /** Milliseconds from each of many to one, in their order: dispatch's question. Undefined for more than `maxMillis`. */
  timesTo(to: Snap, froms: readonly Snap[], maxMillis: number): (number | undefined)[];
  /** Time and length of the quickest route from each of many to one, in their order, by one search. Undefined for more than `maxMillis`. */
  costsTo(to: Snap, froms: readonly Snap[], maxMillis: number): (Cost | undefined)[];
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
  return { route, timesTo, costsTo, timesFrom };

  function route(from: Snap, to: Snap): Route {
    const within = direct(graph, from, to);
    ahead.begin(departures(graph, from));
    back.begin(arrivals(graph, to));
    const node = meetingNode(ahead, back, within?.millis ?? Infinity);
    const arcs = node === undefined ? [within?.arc].flatMap((arc) => arc ?? []) : arcsVia(node);
    return routeAlong(graph, arcs, [from.along, to.along]);
  }

  function arcsVia(node: number): Arc[] {
    const before = ahead.trace(node, (arc) => tailOf(graph, arc));
    return [...before.reverse(), ...back.trace(node, (arc) => headOf(graph, arc))];
  }

  function timesTo(to: Snap, froms: readonly Snap[], maxMillis: number): (number | undefined)[] {
    return timesOf(back, endsTowards(to, froms), maxMillis);
  }

  function costsTo(to: Snap, froms: readonly Snap[], maxMillis: number): (Cost | undefined)[] {
    const ends = endsTowards(to, froms);
    const times = timesOf(back, ends, maxMillis);
    return ends.map((end, i) => {
      const millis = times[i];
      return millis === undefined
        ? undefined
        : { millis, metres: metresBack(graph, back, { ...end, along: [froms[i].along, to.along] }) };
    });
  }

  /** Begins the search back from where they all go. */
  function endsTowards(to: Snap, froms: readonly Snap[]): End[] {
    back.begin(arrivals(graph, to));
    return froms.map((from) => ({ seeds: departures(graph, from), within: direct(graph, from, to) }));
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
  readonly within: { readonly millis: number } | undefined;
}

/** A node that has only been reached may cost less by a way not found yet, but then more than the search was to find. */
function leastOf(search: Search, { seeds, within }: End): number {
  const costs = seeds.map(({ node, millis }) => search.costOf(node) + millis);
  return Math.min(within?.millis ?? Infinity, ...costs);
}

/** The length of the quickest way from one of many to where a search back began: from and to this many metres along their edges. */
function metresBack(
  graph: RoadGraph,
  search: Search,
  { seeds, within, along }: End & { along: [number, number] },
): number {
  const costFrom = ({ node, millis }: Seed) => search.costOf(node) + millis;
  const best = seeds.reduce((a, b) => (costFrom(b) < costFrom(a) ? b : a));
  if (within && within.millis <= costFrom(best)) return Math.abs(along[1] - along[0]);
  return metresAlong(graph, [best.arc, ...search.trace(best.node, (arc) => headOf(graph, arc))], along);
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
