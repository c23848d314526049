// Where a contract lies and which library is made of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const CONTRACTS = 'proto';
/** Ours: a library for each folder in it. Of others' contracts each top folder is one. */
const OURS = 'hansom';
/** Everything below is written by `npm run proto` alone. */
export const LIBS = 'libs/proto';

/** A contract is not as it must be: for its author to read. */
export class ContractError extends Error {}

/**
 * @typedef {object} Contract
 * @property {string} folder its folder under proto: `hansom/sample_hold`, or `grpc` of others
 * @property {string} name in code: `sample-hold`
 * @property {string} library root of its library: `libs/proto/sample-hold`
 * @property {string} packageName `@hansom/proto-sample-hold`
 */

/**
 * All contracts of the workspace, by name: one a folder under proto/hansom, and one for each folder beside it.
 * @param {string} root of the workspace
 */
export function listContracts(root) {
  const others = foldersIn(join(root, CONTRACTS)).filter((name) => name !== OURS);
  const ours = foldersIn(join(root, CONTRACTS, OURS)).map((name) => `${OURS}/${name}`);
  return [...others, ...ours].map(contractOf).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string} folder */
function foldersIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/**
 * The contract that a file belongs to. Google's well-known types live in `common`, once.
 * @param {string} file as in `hansom/sample_hold/v1/events.ts`
 */
export function ownerOf(file) {
  const [top = '', folder = ''] = file.split('/');
  if (top === 'google') return contractOf(`${OURS}/common`);
  return contractOf(top === OURS ? `${OURS}/${folder}` : top);
}

/**
 * @param {string} folder
 * @returns {Contract}
 */
function contractOf(folder) {
  const name = folder.replace(`${OURS}/`, '').replaceAll('_', '-');
  return { folder, name, library: `${LIBS}/${name}`, packageName: `@hansom/proto-${name}` };
}
