import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';
import { type LatLng } from '@hansom/shared-geo';
import { buildRoadGraph, type OsmWay } from '@hansom/shared-roads';

import { config as schema, type EtaConfig } from '../src/config.ts';
import { type EtaContext } from '../src/context.ts';
import { cityRoads } from '../src/domain/city-roads.ts';

export interface SpecContext extends EtaContext {
  config: StaticConfig<EtaConfig>;
}

/** So many blocks of about 100 m north and east of a corner of the town. */
export function corner(north: number, east: number): LatLng {
  return { lat: 57.7 + north * 0.0009, lng: 11.9 + east * 0.00168 };
}

/** Four streets around ten by four blocks, and two carriageways, 10 m apart, that lead two kilometres to the east, to a street there. */
export function aTown(): OsmWay[] {
  return [
    aWay([[0, 0], [10, 0], [10, 4], [0, 4], [0, 0]], { highway: 'residential', maxspeed: '30' }), // prettier-ignore
    aWay([[5, 4], [5, 24]], { highway: 'trunk', oneway: 'yes', maxspeed: '90' }), // prettier-ignore
    aWay([[5.1, 24], [5.1, 4]], { highway: 'trunk', oneway: 'yes', maxspeed: '90' }), // prettier-ignore
    aWay([[4, 24], [5, 24], [5.1, 24], [6, 24]], { highway: 'residential', maxspeed: '30' }), // prettier-ignore
  ];
}

/** The context of a handler spec: the town is `got`, and there is no other. */
export function aContext(): SpecContext {
  const roads = cityRoads(buildRoadGraph(aTown()));
  return {
    config: staticConfig(schema.parse({})),
    roadsOf: async (city) => (city === 'got' ? roads : undefined),
  };
}

/** Points with equal coordinates are one node. The town's wall lets the motorway in at its corners alone. */
function aWay(corners: [number, number][], tags: Record<string, string>): OsmWay {
  const through = corners.flatMap(([north, east]) => (north === 10 && east === 4 ? [[10, 4], [5.1, 4], [5, 4]] : [[north, east]])); // prettier-ignore
  const nodes = through.map(([north = 0, east = 0]) => ({
    id: north * 1_000 + east * 10,
    ...corner(north, east),
  }));
  return { nodes, tags };
}
