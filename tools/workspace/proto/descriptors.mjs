// What a service tells of its contracts while it runs: reflection, and JSON Schemas of messages.
import { readFileSync } from 'node:fs';

import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

import { buf } from './buf.mjs';
import { ContractError, ownerOf } from './contracts.mjs';
import { inTemporaryFolder } from './tree.mjs';

/** Everybody has these, with @bufbuild/protobuf. */
const WELL_KNOWN = 'google/';

/**
 * Compiles all contracts, and gives a function that makes the source file with the descriptors of one.
 * @param {string} root of the workspace
 * @returns {(contract: import('./contracts.mjs').Contract) => string}
 */
export function compileDescriptors(root) {
  const { file: files } = inTemporaryFolder((folder) => {
    const args = ['--as-file-descriptor-set', '--exclude-source-info', '--output', `${folder}/all.binpb`];
    const { ok, output } = buf(root, 'build', ...args);
    if (!ok) throw new ContractError(`buf build:\n${output}`);
    return fromBinary(FileDescriptorSetSchema, readFileSync(`${folder}/all.binpb`));
  });
  return (contract) => {
    return source(
      withImports(
        files.filter(({ name }) => ownerOf(name).name === contract.name),
        files,
      ),
    );
  };
}

/**
 * The files and all that they import, in an order in which imports come first: buf's.
 * @param {import('@bufbuild/protobuf/wkt').FileDescriptorProto[]} own
 * @param {import('@bufbuild/protobuf/wkt').FileDescriptorProto[]} all
 */
function withImports(own, all) {
  const needed = new Set(own.map(({ name }) => name));
  // A set's iteration also visits what is added on the way.
  for (const name of needed) {
    for (const imported of all.find((file) => file.name === name)?.dependency ?? []) needed.add(imported);
  }
  return all.filter(({ name }) => needed.has(name) && !name.startsWith(WELL_KNOWN));
}

/** @param {import('@bufbuild/protobuf/wkt').FileDescriptorProto[]} file */
function source(file) {
  const bytes = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file }));
  return `/** The contract's files and what they import, without Google's: a google.protobuf.FileDescriptorSet in base64. */
export const DESCRIPTORS =
  '${Buffer.from(bytes).toString('base64')}';
`;
}
