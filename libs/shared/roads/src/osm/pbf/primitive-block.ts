import { eachField, packedDeltas, packedNumbers } from './fields.ts';
import { OsmFileError } from './osm-file-error.ts';
import { type LatLng } from '../../lat-lng.ts';
import { type OsmTags } from '../osm-way.ts';

/** What is done with the contents of a block, in their order. */
export interface BlockVisitor {
  node(id: number, at: LatLng): void;
  way(nodes: readonly number[], tags: OsmTags): void;
}

interface Block {
  readonly strings: readonly string[];
  readonly place: (lat: number, lng: number) => LatLng;
}

/** Reads a block of nodes and ways; relations are passed over. Field numbers are those of `osmformat.proto`. */
export function visitBlock(bytes: Uint8Array, visitor: BlockVisitor): void {
  const strings: string[] = [];
  const groups: Uint8Array[] = [];
  let granularity = 100;
  let [north, east] = [0, 0];
  eachField(bytes, {
    1: (table) => eachField(table.bytes(), { 1: (reader) => strings.push(reader.string()) }),
    2: (reader) => groups.push(reader.bytes()),
    17: (reader) => (granularity = reader.int32()),
    19: (reader) => (north = Number(reader.int64())),
    20: (reader) => (east = Number(reader.int64())),
  });
  const place = (lat: number, lng: number): LatLng => ({
    lat: (north + granularity * lat) / NANO,
    lng: (east + granularity * lng) / NANO,
  });
  for (const group of groups) visitGroup(group, { strings, place }, visitor);
}

const NANO = 1e9;

function visitGroup(bytes: Uint8Array, block: Block, visitor: BlockVisitor): void {
  eachField(bytes, {
    1: (reader) => visitNode(reader.bytes(), block, visitor),
    2: (reader) => visitDenseNodes(reader.bytes(), block, visitor),
    3: (reader) => visitWay(reader.bytes(), block, visitor),
  });
}

function visitNode(bytes: Uint8Array, { place }: Block, visitor: BlockVisitor): void {
  let [id, lat, lng] = [0, 0, 0];
  eachField(bytes, {
    1: (reader) => (id = Number(reader.sint64())),
    8: (reader) => (lat = Number(reader.sint64())),
    9: (reader) => (lng = Number(reader.sint64())),
  });
  visitor.node(id, place(lat, lng));
}

function visitDenseNodes(bytes: Uint8Array, { place }: Block, visitor: BlockVisitor): void {
  let [ids, lats, lngs]: number[][] = [[], [], []];
  eachField(bytes, {
    1: (reader) => (ids = packedDeltas(reader)),
    8: (reader) => (lats = packedDeltas(reader)),
    9: (reader) => (lngs = packedDeltas(reader)),
  });
  if (lats.length !== ids.length || lngs.length !== ids.length)
    throw new OsmFileError('a damaged OSM PBF file: nodes without a place');
  ids.forEach((id, i) => visitor.node(id, place(lats[i], lngs[i])));
}

function visitWay(bytes: Uint8Array, { strings }: Block, visitor: BlockVisitor): void {
  let [keys, values, nodes]: number[][] = [[], [], []];
  eachField(bytes, {
    2: (reader) => (keys = packedNumbers(reader)),
    3: (reader) => (values = packedNumbers(reader)),
    8: (reader) => (nodes = packedDeltas(reader)),
  });
  visitor.way(nodes, Object.fromEntries(keys.map((key, i) => [strings[key], strings[values[i]]])));
}
