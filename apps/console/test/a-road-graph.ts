import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  buildRoadGraph,
  encodeRoadGraph,
  type OsmTags,
  type OsmWay,
  type RoadGraph,
} from '@hansom/shared-roads';

/** A street over crossings of a lattice with about 100 m between neighbours, in Gothenburg, given as [row, column]. */
export function aStreet(crossings: readonly (readonly [number, number])[], tags: OsmTags = {}): OsmWay {
  const nodes = crossings.map(([row, column]) => {
    return { id: row * 100 + column, lat: 57.7 + row * 0.0009, lng: 11.9 + column * 0.0017 };
  });
  return { nodes, tags: { highway: 'residential', ...tags } };
}

export function aRoadGraph(...streets: OsmWay[]): RoadGraph {
  return buildRoadGraph(streets);
}

/** Puts the graph of a city where services look for it. */
export async function writeRoadGraph(folder: string, city: string, graph: RoadGraph): Promise<string> {
  const file = path.join(folder, `${city}.roads`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, encodeRoadGraph(graph));
  return file;
}
