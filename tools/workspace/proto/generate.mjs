// Turns the contracts into the files of their libraries, in memory.
import { posix } from 'node:path';

import { buf } from './buf.mjs';
import { ContractError, listContracts, ownerOf } from './contracts.mjs';
import { compileDescriptors } from './descriptors.mjs';
import { withCatalogues } from './events.mjs';
import { libraryFiles } from './library.mjs';
import { inTemporaryFolder, readTree } from './tree.mjs';

const RELATIVE_IMPORT = /(?<=\bfrom ")\.[^"]+(?=")/g;

/**
 * All files of all libraries under libs/proto, from the contracts as they stand.
 * @param {string} root of the workspace
 * @returns {Map<string, string>} text by path from the root
 */
export function generateLibraries(root) {
  const sources = generateSources(root);
  const descriptorsOf = compileDescriptors(root);
  const files = new Map();
  for (const contract of listContracts(root)) {
    const own = new Map([...sources].filter(([file]) => ownerOf(file).name === contract.name));
    if (own.size === 0) throw new ContractError(`proto/${contract.folder} holds no .proto file`);
    for (const [file, text] of own) own.set(file, withCatalogues(file, text, contract.name));
    own.set('descriptors.ts', descriptorsOf(contract));
    for (const [file, text] of libraryFiles(contract, own)) files.set(`${contract.library}/${file}`, text);
  }
  return files;
}

/**
 * What ts-proto makes of all contracts, imports between contracts by package name.
 * @param {string} root
 */
function generateSources(root) {
  const files = inTemporaryFolder((folder) => {
    const { ok, output } = buf(root, 'generate', '--output', folder);
    if (!ok) throw new ContractError(`buf generate:\n${output}`);
    return readTree(folder);
  });
  return new Map(reachable(files).map((file) => [file, importByPackageName(file, files.get(file) ?? '')]));
}

/**
 * Our own files and what they import. ts-proto also writes those of Google's files that only options need.
 * @param {Map<string, string>} files
 */
function reachable(files) {
  const found = new Set([...files.keys()].filter((file) => !file.startsWith('google/')));
  // A set's iteration also visits what is added on the way.
  for (const file of found) {
    for (const specifier of files.get(file)?.match(RELATIVE_IMPORT) ?? [])
      found.add(resolve(file, specifier));
  }
  return [...found].sort();
}

/**
 * @param {string} file
 * @param {string} text
 */
function importByPackageName(file, text) {
  return text.replace(RELATIVE_IMPORT, (specifier) => {
    const owner = ownerOf(resolve(file, specifier));
    return owner.name === ownerOf(file).name ? specifier : owner.packageName;
  });
}

/**
 * @param {string} file
 * @param {string} specifier
 */
function resolve(file, specifier) {
  return posix.join(posix.dirname(file), specifier);
}
