import { inflateSync } from 'node:zlib';

import { eachField } from './fields.ts';
import { OsmFileError } from './osm-file-error.ts';

/** One of the pieces that a file consists of. */
export interface Blob {
  /** `OSMHeader`, `OSMData` or something to pass over. */
  readonly type: string;
  readonly data: Uint8Array;
}

/** Limits of the format itself. They bound what is held in memory. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** The pieces of a file that comes in chunks of any size. Holds one of them at a time. */
export async function* blobsOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Blob> {
  const take = takerOf(chunks);
  for (let prefix = await take(4); prefix.length > 0; prefix = await take(4)) {
    const header = await takeAll(prefix.readUInt32BE(), MAX_HEADER_BYTES);
    const { type, size } = parseHeader(header);
    yield { type, data: parseBlob(await takeAll(size, MAX_BLOB_BYTES)) };
  }

  async function takeAll(size: number, limit: number): Promise<Uint8Array> {
    if (size > limit) throw new OsmFileError(`not an OSM PBF file: a piece of ${size} bytes`);
    const bytes = await take(size);
    if (bytes.length < size) throw new OsmFileError('an OSM PBF file that is cut short');
    return bytes;
  }
}

/** Gives the next bytes: as many as are wanted, or none at the end. */
function takerOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): (size: number) => Promise<Buffer> {
  const source = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  let held = Buffer.alloc(0);
  return async (size) => {
    if (held.length < size) held = Buffer.concat([held, ...(await more(size - held.length))]);
    const taken = held.subarray(0, size);
    held = held.subarray(size);
    return taken;
  };

  async function more(wanted: number): Promise<Uint8Array[]> {
    const pieces: Uint8Array[] = [];
    for (let length = 0; length < wanted; ) {
      const next = await source.next(); // one after the other: it is a stream
      if (next.done) break;
      pieces.push(next.value);
      length += next.value.length;
    }
    return pieces;
  }
}

function parseHeader(bytes: Uint8Array): { type: string; size: number } {
  let type = '';
  let size = 0;
  eachField(bytes, {
    1: (reader) => (type = reader.string()),
    3: (reader) => (size = reader.uint32()),
  });
  return { type, size };
}

function parseBlob(bytes: Uint8Array): Uint8Array {
  let data: Uint8Array | undefined;
  eachField(bytes, {
    1: (reader) => (data = reader.bytes()),
    3: (reader) => (data = inflateSync(reader.bytes(), { maxOutputLength: MAX_BLOB_BYTES })),
  });
  if (data === undefined) throw new OsmFileError('an OSM PBF file whose pieces are not packed with zlib');
  return data;
}
