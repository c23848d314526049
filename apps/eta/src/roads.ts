import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import {
  buildRoadGraph,
  decodeRoadGraph,
  encodeRoadGraph,
  type OsmWay,
  type RoadGraph,
  waysOfGeoJson,
} from '@hansom/shared-roads';

/** The city whose streets come with the repository. */
const EXAMPLE_CITY = 'got';
/** Test data of that package: the streets of Gothenburg, from OpenStreetMap (ODbL). */
const EXAMPLE_NETWORK = 'geojson-path-finder/test/large-network.json';

/** Where the graph of a city lies. */
export function roadsFile(folder: string, city: string): string {
  return path.join(folder, `${city}.roads`);
}

/** Makes a graph of ways and writes it, so that whoever reads meanwhile sees the old file or the new one. */
export async function writeRoads(
  folder: string,
  city: string,
  ways: readonly OsmWay[],
): Promise<{ graph: RoadGraph; bytes: number }> {
  const graph = buildRoadGraph([...ways]);
  const bytes = encodeRoadGraph(graph);
  const file = roadsFile(folder, city);
  const unfinished = `${file}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  await writeFile(unfinished, bytes);
  await rename(unfinished, file);
  return { graph, bytes: bytes.length };
}

/** The graph of a city; undefined when there is no file of it. Throws a RoadFileError for a file that is none. */
export async function readRoads(folder: string, city: string): Promise<RoadGraph | undefined> {
  const bytes = await unlessMissing(readFile(roadsFile(folder, city)));
  return bytes && decodeRoadGraph(bytes);
}

/** The codes of the cities that have a file. */
export async function citiesWithRoads(folder: string): Promise<string[]> {
  const files = (await unlessMissing(readdir(folder))) ?? [];
  return files.flatMap((file) => /^([a-z]{3})\.roads$/.exec(file)?.[1] ?? []).sort();
}

/** When the file of a city was written last; undefined when there is none. */
export async function roadsWrittenAt(folder: string, city: string): Promise<number | undefined> {
  return (await unlessMissing(stat(roadsFile(folder, city))))?.mtimeMs;
}

/**
 * Sees to it that there are roads to drive on: makes the graph of Gothenburg where there is none, in about a second. Gives false where
 * there is none and the package with its streets is not installed, as in production.
 */
export async function ensureExampleRoads(folder: string): Promise<boolean> {
  if ((await roadsWrittenAt(folder, EXAMPLE_CITY)) !== undefined) return true;
  const network = await unlessMissing(readExampleNetwork());
  if (network === undefined) return false;
  await writeRoads(folder, EXAMPLE_CITY, waysOfGeoJson(JSON.parse(network)));
  return true;
}

async function readExampleNetwork(): Promise<string> {
  return readFile(createRequire(__filename).resolve(EXAMPLE_NETWORK), 'utf8');
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (['ENOENT', 'MODULE_NOT_FOUND'].includes(codeOf(error))) return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
