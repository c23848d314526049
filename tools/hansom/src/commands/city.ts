import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { roadsFile, writeRoads } from '@hansom/eta/roads';
import { OsmFileError, type OsmWay, type RoadGraph, waysOfGeoJson, waysOfPbf } from '@hansom/shared-roads';

import { UsageError } from '../services.ts';

interface ImportOptions {
  city: string;
  data: string;
  roads?: string;
}

/** Makes the road graph of a city from a file. A running eta drives on it within ten seconds. */
export async function importCity(file: string, options: ImportOptions): Promise<void> {
  const { city, data, roads: folder = path.join(data, 'roads') } = options;
  if (!/^[a-z]{3}$/.test(city)) throw new UsageError(`--city: ${JSON.stringify(city)} is not three letters`);
  const ways = await asUsage(file, waysOf(file));
  const { graph, bytes } = await asUsage(file, writeRoads(folder, city, ways));
  print(`${roadsFile(folder, city)}: ${Math.round(bytes / 1024)} KB, ${summaryOf(graph)}`);
  print(graph.attribution);
}

async function waysOf(file: string): Promise<OsmWay[]> {
  if (file.endsWith('.pbf')) return waysOfPbf(createReadStream(file));
  if (/\.(geo)?json$/.test(file)) return waysOfGeoJson(JSON.parse(await readFile(file, 'utf8')));
  throw new UsageError(`${file}: must end in .osm.pbf, or in .json for GeoJSON`);
}

/** What the file is to blame for is told in a line. */
async function asUsage<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isOfFile(error)) throw error;
    throw new UsageError(`${file}: ${error.message}`);
  }
}

function isOfFile(error: unknown): error is Error {
  if (typeof error !== 'object' || error === null || !('message' in error)) return false;
  const isContent = [OsmFileError, SyntaxError, TypeError, RangeError].some((kind) => error instanceof kind);
  return isContent || 'syscall' in error;
}

function summaryOf({ nodeCount, edgeCount, edges }: RoadGraph): string {
  const kilometres = Math.round(edges.metres.reduce((sum, metres) => sum + metres, 0) / 1000);
  return `${kilometres} km of streets, ${edgeCount} stretches between ${nodeCount} junctions`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
