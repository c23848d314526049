// Compares the libraries as they should be with those on disk, and makes the latter equal to the former.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { LIBS } from './contracts.mjs';
import { readTree } from './tree.mjs';

const NOT_OURS = ['node_modules', 'out-tsc'];

/**
 * @typedef {object} Difference
 * @property {string} file path from the root
 * @property {'missing' | 'differs' | 'left over'} state
 */

/**
 * Files under libs/proto that are not as expected, by path. All that lies there is generated, so a file that is not
 * expected is left over from something that went.
 * @param {string} root of the workspace
 * @param {Map<string, string>} expected text by path from the root
 * @returns {Difference[]}
 */
export function differences(root, expected) {
  const actual = readLibraries(root);
  const files = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return files.flatMap((file) => {
    const state = stateOf(expected.get(file), actual.get(file));
    return state ? [{ file, state }] : [];
  });
}

/** @param {string} root */
function readLibraries(root) {
  const folder = join(root, LIBS);
  if (!existsSync(folder)) return new Map();
  return new Map([...readTree(folder, NOT_OURS)].map(([file, text]) => [`${LIBS}/${file}`, text]));
}

/**
 * @param {string | undefined} expected
 * @param {string | undefined} actual
 */
function stateOf(expected, actual) {
  if (expected === actual) return undefined;
  if (actual === undefined) return 'missing';
  return expected === undefined ? 'left over' : 'differs';
}

/**
 * Writes what is missing or differs, removes what is left over, and tells what it touched.
 * @param {string} root of the workspace
 * @param {Map<string, string>} expected
 */
export function applyLibraries(root, expected) {
  const touched = differences(root, expected);
  for (const { file } of touched) {
    const text = expected.get(file);
    if (text === undefined) rmSync(join(root, file));
    else write(join(root, file), text);
  }
  return touched;
}

/**
 * @param {string} at
 * @param {string} text
 */
function write(at, text) {
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text);
}
