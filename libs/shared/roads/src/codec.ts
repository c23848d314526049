import { crc32 } from 'node:zlib';

import { type RoadData, type RoadGraph, roadGraph } from './road-graph.ts';

/** Says that bytes are no road graph of this version, or are damaged. */
export class RoadFileError extends Error {
  override readonly name = 'RoadFileError';
}

const MAGIC = 0x5344_4f52; // "RODS" where a word's low byte comes first, as on all machines that Node runs on today
const VERSION = 1;
const HEADER_BYTES = 32;

/** The checksum is of everything behind itself. */
const CHECKED_FROM = 12;

/** The header's words behind the checksum. */
interface Sizes {
  readonly nodes: number;
  readonly edges: number;
  readonly points: number;
  readonly textBytes: number;
}

/** The file of a graph. README.md tells its layout. */
export function encodeRoadGraph({ nodeCount, edges, points, names, attribution }: RoadData): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify({ attribution, names }));
  const { from, to, metres, millis, roadClass, name, oneway, firstPoint } = edges;
  const header = [MAGIC, VERSION, 0, nodeCount, from.length, points.lat.length, text.length, 0];
  const columns = [metres, from, to, millis, name, firstPoint, points.lat, points.lng, roadClass, oneway];
  const file = Buffer.concat([Uint32Array.from(header), ...columns, text].map(bytesOf));
  file.writeUInt32LE(crc32(file.subarray(CHECKED_FROM)), CHECKED_FROM - 4);
  return file;
}

/**
 * The graph of a file: its columns are views of these bytes, which must not change any more. Throws a RoadFileError for anything but a
 * whole file of this version.
 */
export function decodeRoadGraph(file: Uint8Array): RoadGraph {
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice(); // a view of doubles begins at a multiple of 8
  const sizes = checkedSizes(bytes);
  const next = columnReader(bytes);
  const metres = next(Float64Array, sizes.edges);
  const [from, to, millis, name] = Array.from({ length: 4 }, () => next(Uint32Array, sizes.edges));
  const firstPoint = next(Uint32Array, sizes.edges + 1);
  const points = { lat: next(Int32Array, sizes.points), lng: next(Int32Array, sizes.points) };
  const [roadClass, oneway] = Array.from({ length: 2 }, () => next(Uint8Array, sizes.edges));
  const text = new TextDecoder().decode(next(Uint8Array, sizes.textBytes));
  return roadGraph({
    ...(JSON.parse(text) as Pick<RoadData, 'attribution' | 'names'>), // written above, and the checksum holds
    nodeCount: sizes.nodes,
    edges: { from, to, metres, millis, roadClass, name, oneway, firstPoint },
    points,
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function checkedSizes(bytes: Uint8Array): Sizes {
  if (bytes.length < HEADER_BYTES) throw new RoadFileError('not a road graph: too short');
  const [magic, version, checksum, nodes, edges, points, textBytes] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    8,
  );
  if (magic !== MAGIC) throw new RoadFileError('not a road graph');
  if (version !== VERSION)
    throw new RoadFileError(
      `a road graph of version ${version}, and this reads ${VERSION}: import the city again`,
    );
  const expected = HEADER_BYTES + 30 * edges + 4 + 8 * points + textBytes;
  if (bytes.length !== expected)
    throw new RoadFileError(`a damaged road graph: ${bytes.length} bytes instead of ${expected}`);
  if (crc32(bytes.subarray(CHECKED_FROM)) !== checksum)
    throw new RoadFileError('a damaged road graph: its checksum does not hold');
  return { nodes, edges, points, textBytes };
}

type Column<T> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;

function columnReader(
  bytes: Uint8Array,
): <T extends NodeJS.TypedArray>(column: Column<T>, length: number) => T {
  let offset = bytes.byteOffset + HEADER_BYTES;
  return (column, length) => {
    const view = new column(bytes.buffer, offset, length);
    offset += view.byteLength;
    return view;
  };
}
