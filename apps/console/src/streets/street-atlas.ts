import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

import { type Bounds, decodeRoadGraph, type RoadGraph } from '@hansom/shared-roads';

import { linesOfGraph } from './lines-of-graph.ts';
import { packStreets } from './packed-streets.ts';

/** The streets of a city, ready to be sent. */
export interface StreetMap {
  /** To be shown wherever the streets are. */
  readonly attribution: string;
  readonly bounds: Bounds;
  /** What `packStreets` made, in the zlib format (RFC 1950), in base64. */
  readonly packed: string;
  /** The same for the same streets, whoever made it. */
  readonly version: string;
}

interface Shelved {
  readonly map: Promise<StreetMap>;
  readonly writtenAt: number;
}

const squeeze = promisify(deflate);

/** The streets of cities, of the road graphs that eta drives on too: made when first asked for, and again when the file was written anew. */
export class StreetAtlas {
  private readonly shelf = new Map<string, Shelved>();

  /** @param folder of road graphs, `<city>.roads` */
  constructor(private readonly folder: string) {}

  /** Undefined for a city that has no file. Rejects with a RoadFileError for a file that is none. `city` is a code, not checked here. */
  async of(city: string): Promise<StreetMap | undefined> {
    const file = path.join(this.folder, `${city}.roads`);
    const writtenAt = await writtenAtOf(file);
    if (writtenAt === undefined) return undefined;
    const known = this.shelf.get(city);
    if (known?.writtenAt === writtenAt) return known.map;
    return this.make(city, { file, writtenAt });
  }

  /** Once for all who ask meanwhile. What failed is tried again by the next. */
  private make(city: string, { file, writtenAt }: { file: string; writtenAt: number }): Promise<StreetMap> {
    const map = readFile(file).then((bytes) => streetMap(decodeRoadGraph(bytes)));
    this.shelf.set(city, { map, writtenAt });
    map.catch(() => this.shelf.delete(city));
    return map;
  }
}

async function streetMap(graph: RoadGraph): Promise<StreetMap> {
  const packed = await squeeze(packStreets(linesOfGraph(graph)), { level: 9 });
  const { attribution, bounds } = graph;
  const version = createHash('sha256').update(packed).digest('base64url').slice(0, 22);
  return { attribution, bounds, packed: packed.toString('base64'), version };
}

async function writtenAtOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
      return undefined;
    throw error;
  }
}
