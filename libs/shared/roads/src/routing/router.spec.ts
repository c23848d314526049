import fc from 'fast-check';

import { type Leg, polyline } from './route.ts';
import { createRouter } from './router.ts';
import { plainMillis } from '../../test/plain-dijkstra.ts';
import { aWay, crossing, places, streetMaps } from '../../test/street-maps.ts';
import { buildRoadGraph } from '../build/build-road-graph.ts';
import { type LatLng, metresBetween } from '../lat-lng.ts';
import { nearestEdges, type Snap } from '../nearest-edges.ts';
import { type OsmWay } from '../osm/osm-way.ts';
import { type RoadGraph } from '../road-graph.ts';

const cases = fc.record({
  ways: streetMaps(),
  ends: fc.array(places(), { minLength: 2, maxLength: 12 }),
  choice: fc.nat(5),
});

describe('route', () => {
  it('is as quick as what a plain search over the cut network finds', () => {
    fc.assert(
      fc.property(cases, ({ ways, ends, choice }) => {
        const graph = buildRoadGraph(ways);
        const router = createRouter(graph);
        const snaps = ends.map((end) => snapOf(graph, end, choice));

        for (let i = 1; i < snaps.length; i++)
          expect(router.route(snaps[i - 1], snaps[i]).millis).toBe(
            plainMillis(graph, snaps[i - 1], snaps[i]),
          );
      }),
      { numRuns: 300 },
    );
  });

  it('is as quick as that between any two places of one edge, its ends included', () => {
    const shares = fc.tuple(fc.constantFrom(0, 0.3, 0.7, 1), fc.constantFrom(0, 0.3, 0.7, 1));
    fc.assert(
      fc.property(streetMaps(), fc.nat(), shares, (ways, chosen, [a, b]) => {
        const graph = buildRoadGraph(ways);
        const edge = chosen % graph.edgeCount;
        const [from, to] = [placeOn(graph, edge, a), placeOn(graph, edge, b)];

        expect(createRouter(graph).route(from, to).millis).toBe(plainMillis(graph, from, to));
      }),
      { numRuns: 300 },
    );
  });

  it('is the quickest of all pairs where both ends have a choice, and can be driven', () => {
    fc.assert(
      fc.property(streetMaps(), places(), places(), (ways, a, b) => {
        const graph = buildRoadGraph(ways);
        const router = createRouter(graph);
        const [froms, tos] = [a, b].map((at) => nearestEdges(graph, at, { maxMetres: 5_000, limit: 3 }));
        const pairs = froms.flatMap((from) => tos.map((to) => router.route(from, to).millis));

        const route = router.routeBetween(froms, tos);
        const [cost] = router.costsTo(tos, [froms], Infinity);

        expect(route.millis).toBe(Math.min(...pairs));
        expect(sumOf(route.legs)).toBe(route.millis);
        expect(lengthOf(polyline(graph, route))).toBeCloseTo(route.metres, 3);
        expect(cost?.millis).toBe(route.millis);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no time, not less than none, where a step back along an edge is too short to count', () => {
    const ways = [
      {
        nodes: [0, 1].map((id) => ({ id, lat: 57.7, lng: 11.9 + id / 1000 })),
        tags: { highway: 'residential' },
      },
    ];
    const graph = buildRoadGraph(ways);
    const [from] = nearestEdges(graph, { lat: 57.7, lng: 11.9005 }, { maxMetres: 100 });
    const to = { ...from, along: from.along - 0.001 };

    const [cost] = createRouter(graph).costsTo([to], [[from]], Infinity);

    expect(cost?.millis).toBe(0);
  });

  it('can be driven: from place to place without a gap, never against a oneway, in the time and length it tells', () => {
    fc.assert(
      fc.property(cases, ({ ways, ends, choice }) => {
        const graph = buildRoadGraph(ways);
        const [from, to] = ends.map((end) => snapOf(graph, end, choice));

        const route = createRouter(graph).route(from, to);

        const line = polyline(graph, route);
        const forbidden = route.legs.filter((leg) => graph.edges.oneway[leg.edge] && leg.to < leg.from);
        expect(forbidden).toEqual([]);
        expect(metresBetween(line[0], from.at)).toBeLessThan(0.01);
        expect(metresBetween(line[line.length - 1], to.at)).toBeLessThan(0.01);
        expect(lengthOf(line)).toBeCloseTo(route.metres, 3);
        expect(sumOf(route.legs)).toBe(route.millis);
        expect(gaps(graph, route.legs)).toEqual([]);
        if (route.metres > 0) expect([...route.legs.map(lengthOfLeg), ...steps(line)]).not.toContain(0);
      }),
      { numRuns: 200 },
    );
  });

  it('stays where it is when it is there', () => {
    const graph = buildRoadGraph([aWay([[0, 0], [0, 1]])]); // prettier-ignore
    const here = snapOf(graph, crossing(0, 0.5), 0);

    const route = createRouter(graph).route(here, here);

    expect(route).toMatchObject({ metres: 0, millis: 0, legs: [{ edge: 0, millis: 0 }] });
    expect(polyline(graph, route)).toHaveLength(2);
  });

  it('drives round a block rather than back along a oneway', () => {
    const graph = buildRoadGraph([
      aWay([[0, 0], [0, 4]], { oneway: 'yes' }), // prettier-ignore
      aWay([[0, 4], [1, 4], [1, 0], [0, 0]]), // prettier-ignore
    ]);
    const [from, to] = [snapOf(graph, crossing(0, 3), 0), snapOf(graph, crossing(0, 1), 0)];

    const { legs, metres } = createRouter(graph).route(from, to);

    expect(legs).toHaveLength(3);
    expect(metres).toBeGreaterThan(800);
  });
});

describe('timesTo, costsTo and timesFrom', () => {
  it('tell for each of many what its route takes, and nothing for what takes longer than is wanted', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 120_000 }), ({ ways, ends, choice }, maxMillis) => {
        const graph = buildRoadGraph(ways);
        const router = createRouter(graph);
        const [one, ...many] = ends.map((end) => snapOf(graph, end, choice));
        const upTo = (millis: number) => (millis <= maxMillis ? millis : undefined);

        const to = router.timesTo(one, many, maxMillis);
        const from = router.timesFrom(one, many, maxMillis);

        expect(to).toEqual(many.map((other) => upTo(router.route(other, one).millis)));
        expect(from).toEqual(many.map((other) => upTo(router.route(one, other).millis)));
      }),
      { numRuns: 200 },
    );
  });

  it('tell with it how long the way is', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 120_000 }), ({ ways, ends, choice }, maxMillis) => {
        const graph = buildRoadGraph(ways.map(atOneSpeed)); // so that ways that are as quick are as long
        const router = createRouter(graph);
        const [one, ...many] = ends.map((end) => snapOf(graph, end, choice));

        const costs = router.costsTo(
          [one],
          many.map((snap) => [snap]),
          maxMillis,
        );

        expect(costs.map((cost) => cost?.millis)).toEqual(router.timesTo(one, many, maxMillis));
        costs.forEach((cost, i) => {
          if (cost) expect(cost.metres).toBeCloseTo(router.route(many[i], one).metres, 0);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('ask for nothing when there is nobody', () => {
    const graph = buildRoadGraph([aWay([[0, 0], [0, 1]])]); // prettier-ignore

    expect(createRouter(graph).timesTo(placeOn(graph, 0, 0.5), [], 1_000)).toEqual([]);
  });
});

/** One of the nearest edges, so that a place at a junction is taken for one on any street of it. */
function snapOf(graph: RoadGraph, at: LatLng, choice: number): Snap {
  const near = nearestEdges(graph, at, { maxMetres: 5_000, limit: choice + 1 });
  return near[near.length - 1];
}

function placeOn(graph: RoadGraph, edge: number, share: number): Snap {
  return { edge, along: graph.edges.metres[edge] * share, at: { lat: 0, lng: 0 } };
}

function lengthOf(line: readonly LatLng[]): number {
  return steps(line).reduce((sum, metres) => sum + metres, 0);
}

function steps(line: readonly LatLng[]): number[] {
  return line.slice(1).map((point, i) => metresBetween(line[i], point));
}

function atOneSpeed({ nodes, tags }: OsmWay): OsmWay {
  return { nodes, tags: { ...tags, highway: 'residential', maxspeed: '50' } };
}

function lengthOfLeg({ from, to }: Leg): number {
  return Math.abs(to - from);
}

function sumOf(legs: readonly Leg[]): number {
  return legs.reduce((sum, { millis }) => sum + millis, 0);
}

/** Legs that do not begin at the node at which the one before ended. */
function gaps(graph: RoadGraph, legs: readonly Leg[]): Leg[] {
  const nodeAt = ({ edge }: Leg, along: number) => {
    if (along === 0) return graph.edges.from[edge];
    return along === graph.edges.metres[edge] ? graph.edges.to[edge] : undefined;
  };
  return legs.slice(1).filter((leg, i) => {
    const ended = nodeAt(legs[i], legs[i].to);
    return ended === undefined || ended !== nodeAt(leg, leg.from);
  });
}
