// Where a contract lies and which library is made of it.
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
const CONTRACTS = 'proto/hansom';
/** Everything below is written by `npm run proto` alone. */
export const LIBS = 'libs/proto';

/**
 * @typedef {object} Contract
 * @property {string} folder its folder under proto/hansom: `sample_hold`
 * @property {string} name in code: `sample-hold`
 * @property {string} library root of its library: `libs/proto/sample-hold`
 * @property {string} packageName `@hansom/proto-sample-hold`
 */

/** All contracts of the workspace, by name: one a folder under proto/hansom. @returns {Contract[]} */
export function listContracts(root = ROOT) {
  return fs
    .readdirSync(path.join(root, CONTRACTS), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => contractOf(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns {Contract} */
export function contractOf(folder) {
  const name = folder.replaceAll('_', '-');
  return { folder, name, library: `${LIBS}/${name}`, packageName: `@hansom/proto-${name}` };
}

/** The contract that a generated file belongs to. Google's well-known types live in `common`, once. @returns {Contract} */
export function ownerOf(generatedFile) {
  const [top, folder] = generatedFile.split('/');
  return contractOf(top === 'google' ? 'common' : folder);
}
