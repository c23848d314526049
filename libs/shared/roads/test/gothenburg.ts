import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildRoadGraph, type RoadGraph, waysOfGeoJson } from '../src/index.ts';

const NETWORK = 'node_modules/geojson-path-finder/test/large-network.json';

/** The streets of Gothenburg, of the package's own test data; `root`: of the workspace. */
export function gothenburg(root: string): RoadGraph {
  return buildRoadGraph(waysOfGeoJson(JSON.parse(readFileSync(join(root, NETWORK), 'utf8'))));
}
