// Where a contract lies and which library is made of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const CONTRACTS = 'proto/hansom';
/** Everything below is written by `npm run proto` alone. */
export const LIBS = 'libs/proto';

/** A contract is not as it must be: for its author to read. */
export class ContractError extends Error {}

/**
 * @typedef {object} Contract
 * @property {string} folder its folder under proto/hansom: `sample_hold`
 * @property {string} name in code: `sample-hold`
 * @property {string} library root of its library: `libs/proto/sample-hold`
 * @property {string} packageName `@hansom/proto-sample-hold`
 */

/**
 * All contracts of the workspace, by name: one a folder under proto/hansom.
 * @param {string} root of the workspace
 */
export function listContracts(root) {
  return readdirSync(join(root, CONTRACTS), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => contractOf(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The contract that a generated file belongs to. Google's well-known types live in `common`, once.
 * @param {string} file as in `hansom/sample_hold/v1/events.ts`
 */
export function ownerOf(file) {
  const [top, folder = ''] = file.split('/');
  return contractOf(top === 'google' ? 'common' : folder);
}

/**
 * @param {string} folder
 * @returns {Contract}
 */
function contractOf(folder) {
  const name = folder.replaceAll('_', '-');
  return { folder, name, library: `${LIBS}/${name}`, packageName: `@hansom/proto-${name}` };
}
