import fc from 'fast-check';

import { buildRoadGraph, OSM_ATTRIBUTION } from './build-road-graph.ts';
import { networkOf } from './network.ts';
import { largestStrongPart } from './strong-part.ts';
import { aWay, crossing, streetMaps } from '../../test/street-maps.ts';
import { metresBetween } from '../lat-lng.ts';
import { ROAD_CLASSES } from '../osm/road-class.ts';
import { type RoadGraph } from '../road-graph.ts';

describe('buildRoadGraph', () => {
  it('makes one edge of a street without junctions, of however many ways and nodes', () => {
    const graph = buildRoadGraph([aWay([[0, 0], [0, 1], [0, 2]]), aWay([[1, 2], [0, 2]])]); // prettier-ignore

    expect(graph).toMatchObject({ nodeCount: 2, edgeCount: 1 });
    expect(graph.points.lat).toHaveLength(4);
    expect(graph.edges.metres[0]).toBeCloseTo(
      2 * metresBetween(crossing(0, 0), crossing(0, 1)) + metresBetween(crossing(0, 2), crossing(1, 2)),
      2,
    );
  });

  it.each([
    ['another street branches off', aWay([[0, 1], [1, 1]])], // prettier-ignore
    ['the same street crosses itself', aWay([[0, 1], [1, 1], [1, 0], [0, 1]])], // prettier-ignore
  ])('makes two edges where %s', (_, other) => {
    const graph = buildRoadGraph([aWay([[0, 0], [0, 1], [0, 2]]), other]); // prettier-ignore

    expect(graph.edgeCount).toBe(3);
  });

  it.each([{ name: 'Avenyn' }, { maxspeed: '30' }, { highway: 'tertiary' }])(
    'keeps apart what differs in %j',
    (tags) => {
      const graph = buildRoadGraph([aWay([[0, 0], [0, 1]]), aWay([[0, 1], [0, 2]], tags)]); // prettier-ignore

      expect(graph.edgeCount).toBe(2);
    },
  );

  it('tells class, name, time and direction of an edge', () => {
    const graph = buildRoadGraph([
      aWay([[0, 0], [0, 1]], { highway: 'tertiary', maxspeed: '36', name: 'Avenyn', oneway: '-1' }), // prettier-ignore
      aWay([[0, 0], [1, 0], [1, 1], [0, 1]]), // prettier-ignore
    ]);

    const edge = graph.edges.oneway.indexOf(1);
    const metres = metresBetween(crossing(0, 0), crossing(0, 1));
    expect(ROAD_CLASSES[graph.edges.roadClass[edge]]).toBe('tertiary');
    expect(graph.names[graph.edges.name[edge]]).toBe('Avenyn');
    expect(graph.edges.millis[edge]).toBe(Math.round((metres / (10 * 0.65)) * 1_000));
    expect(graph.points.lng[graph.edges.firstPoint[edge]]).toBe(Math.round(crossing(0, 1).lng * 1e7));
  });

  it('makes a ring of what has no junction at all', () => {
    const ring = aWay([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]], { junction: 'roundabout' }); // prettier-ignore

    const graph = buildRoadGraph([ring]);

    expect(graph).toMatchObject({ nodeCount: 1, edgeCount: 1 });
    expect(graph.points.lat).toHaveLength(5);
  });

  it('leaves out what one cannot reach and what one cannot leave', () => {
    const graph = buildRoadGraph([
      aWay([[0, 0], [0, 1], [0, 2]]), // prettier-ignore
      aWay([[0, 1], [1, 1]], { oneway: 'yes', name: 'trap' }), // prettier-ignore
      aWay([[2, 2], [0, 2]], { oneway: 'yes', name: 'source' }), // prettier-ignore
      aWay([[4, 4], [4, 3]], { name: 'island' }), // prettier-ignore
    ]);

    expect(graph).toMatchObject({ edgeCount: 1, names: [''] });
  });

  it('lets streets cross that share no node', () => {
    const bridge = aWay([[1, 0], [0, 1]]); // prettier-ignore
    const graph = buildRoadGraph([aWay([[0, 0], [1, 1]]), bridge, aWay([[0, 0], [0, 1]])]); // prettier-ignore

    expect(graph).toMatchObject({ nodeCount: 2, edgeCount: 1 });
  });

  it('reaches every node from every other, and loses no segment of the largest part', () => {
    fc.assert(
      fc.property(streetMaps(), (ways) => {
        const { segments } = largestStrongPart(networkOf(ways));

        const graph = buildRoadGraph(ways);

        expect(graph.points.lat.length - graph.edgeCount).toBe(segments.length);
        for (const arcs of [graph.leaving, graph.arriving])
          expect(reachedFrom(0, arcs)).toBe(graph.nodeCount);
      }),
      { numRuns: 200 },
    );
  });

  it('goes deeper than the call stack', () => {
    const nodes = Array.from({ length: 50_000 }, (_, i) => ({ id: i, lat: i / 1e4 - 2, lng: 0 }));

    const graph = buildRoadGraph([{ nodes, tags: { highway: 'residential' } }]);

    expect(graph).toMatchObject({ edgeCount: 1, bounds: { south: -2, north: 2.9999 } });
  });

  it('carries what the license asks for', () => {
    expect(buildRoadGraph([aWay([[0, 0], [0, 1]])]).attribution).toBe(OSM_ATTRIBUTION); // prettier-ignore
  });

  it('refuses a map without any street', () => {
    expect(() => buildRoadGraph([])).toThrow(RangeError);
  });
});

function reachedFrom(start: number, { first, other }: RoadGraph['leaving']): number {
  const reached = new Set([start]);
  for (const node of reached) for (let i = first[node]; i < first[node + 1]; i++) reached.add(other[i]);
  return reached.size;
}
