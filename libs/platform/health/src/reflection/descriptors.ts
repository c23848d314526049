import { Buffer } from 'node:buffer';

import { create, createFileRegistry, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import {
  file_google_protobuf_any,
  file_google_protobuf_descriptor,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';

/** What the descriptors of a contract leave out. */
const WELL_KNOWN = [
  file_google_protobuf_any,
  file_google_protobuf_descriptor,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
].map(({ proto }) => proto);

/** All that the contracts declare and import. `descriptors`: the `DESCRIPTORS` of their libraries. Throws where they do not fit together. */
export function readDescriptors(descriptors: readonly string[]): FileRegistry {
  const files = descriptors.flatMap(
    (base64) => fromBinary(FileDescriptorSetSchema, Buffer.from(base64, 'base64')).file,
  );
  const byName = new Map([...WELL_KNOWN, ...files].map((file) => [file.name, file]));
  return createFileRegistry(create(FileDescriptorSetSchema, { file: [...byName.values()] }));
}
