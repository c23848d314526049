import { BinaryReader } from '@bufbuild/protobuf/wire';

import { OsmFileError } from './osm-file-error.ts';

/** Reads the value of a field that was met. */
export type FieldReader = (reader: BinaryReader) => void;

/** Goes through a protobuf message: a field by its number, in the order of the bytes; others are passed over. */
export function eachField(message: Uint8Array, readers: Readonly<Record<number, FieldReader>>): void {
  try {
    const reader = new BinaryReader(message);
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      const read = readers[field];
      if (read === undefined) reader.skip(wireType, field);
      else read(reader);
    }
  } catch (error) {
    if (error instanceof OsmFileError) throw error;
    throw new OsmFileError('not an OSM PBF file, or a damaged one', { cause: error });
  }
}

/** A packed field of `uint32`. */
export function packedNumbers(reader: BinaryReader): number[] {
  return packed(reader, (values) => values.uint32());
}

/** A packed field of `sint64`, each the difference from the one before: ids and coordinates, all of less than 53 bits. */
export function packedDeltas(reader: BinaryReader): number[] {
  let value = 0;
  return packed(reader, (values) => (value += Number(values.sint64())));
}

function packed(reader: BinaryReader, read: (values: BinaryReader) => number): number[] {
  const values = new BinaryReader(reader.bytes());
  const numbers: number[] = [];
  while (values.pos < values.len) numbers.push(read(values));
  return numbers;
}
