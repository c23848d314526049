import fc from 'fast-check';

import { buildRoadGraph } from './build/build-road-graph.ts';
import { type LatLng, METRES_PER_DEGREE, metresBetween, metresPerDegreeEast } from './lat-lng.ts';
import { nearestEdges } from './nearest-edges.ts';
import { type RoadGraph } from './road-graph.ts';
import { polyline } from './routing/route.ts';
import { pointAt } from './segment-grid.ts';
import { aWay, crossing, places, streetMaps } from '../test/street-maps.ts';

describe('nearestEdges', () => {
  it('finds what a look at every segment finds', () => {
    const reaches = fc.record({
      maxMetres: fc.integer({ min: 0, max: 300 }).map((metres) => metres + 0.5),
      limit: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(streetMaps(), places(), reaches, (ways, at, reach) => {
        const graph = buildRoadGraph(ways);

        const found = nearestEdges(graph, at, reach).map(({ metres }) => metres);

        const expected = allMetres(graph, at).filter((metres) => metres <= reach.maxMetres);
        expect(found).toHaveLength(Math.min(expected.length, reach.limit));
        found.forEach((metres, i) => expect(metres).toBeCloseTo(expected[i], 6));
      }),
      { numRuns: 300 },
    );
  });

  it('tells a place that lies on the edge, as far off as it says', () => {
    fc.assert(
      fc.property(streetMaps(), places(), (ways, at) => {
        const graph = buildRoadGraph(ways);

        for (const near of nearestEdges(graph, at, { maxMetres: 1_000, limit: 5 })) {
          const { edge, along, metres } = near;
          const [here] = polyline(graph, {
            metres: 0,
            millis: 0,
            legs: [{ edge, from: along, to: along, millis: 0 }],
          });
          expect(metresBetween(here, near.at)).toBeLessThan(0.001);
          expect(metresBetween(at, near.at)).toBeCloseTo(metres, 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('ends an edge exactly at its end', () => {
    const graph = buildRoadGraph([aWay([[0, 0], [0, 1], [1, 1]])]); // prettier-ignore

    const [beyond] = nearestEdges(graph, crossing(3, 1), { maxMetres: 1_000 });

    expect(beyond.along).toBe(graph.edges.metres[0]);
  });

  it('finds nothing where no street is near', () => {
    const graph = buildRoadGraph([aWay([[0, 0], [0, 1]])]); // prettier-ignore

    expect(nearestEdges(graph, { lat: -33, lng: 151 }, { maxMetres: 10_000 })).toEqual([]);
  });

  it('finds a street that is much longer than a cell of the grid', () => {
    const far = { id: 1_000, lat: 57.9, lng: 12.3 };
    const long = aWay([[0, 0]]); // prettier-ignore
    const graph = buildRoadGraph([{ ...long, nodes: [...long.nodes, far] }, aWay([[0, 0], [0, 4], [4, 4]])]); // prettier-ignore

    const [near] = nearestEdges(graph, { lat: 57.8, lng: 12.1 }, { maxMetres: 100 });

    expect(near.metres).toBeLessThan(1);
  });
});

/** How far off each edge is, the nearest first. */
function allMetres(graph: RoadGraph, at: LatLng): number[] {
  const { firstPoint } = graph.edges;
  return Array.from({ length: graph.edgeCount }, (_, edge) => {
    let least = Infinity;
    for (let point = firstPoint[edge]; point + 1 < firstPoint[edge + 1]; point++)
      least = Math.min(least, metresOff(at, pointAt(graph, point), pointAt(graph, point + 1)));
    return least;
  }).sort((a, b) => a - b);
}

/** By ternary search, as an implementation of its own. */
function metresOff(at: LatLng, a: LatLng, b: LatLng): number {
  const off = (share: number) => {
    const north = a.lat + (b.lat - a.lat) * share - at.lat;
    const east = a.lng + (b.lng - a.lng) * share - at.lng;
    return Math.hypot(north * METRES_PER_DEGREE, east * metresPerDegreeEast(at.lat));
  };
  let [low, high] = [0, 1];
  for (let i = 0; i < 100; i++) {
    const third = (high - low) / 3;
    if (off(low + third) < off(high - third)) high -= third;
    else low += third;
  }
  return off(low);
}
