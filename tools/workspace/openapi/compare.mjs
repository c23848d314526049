// Compares the clients as they should be with those on disk, and makes the latter equal to the former.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { readTree } from '../proto/tree.mjs';
import { CLIENTS, HAND_WRITTEN } from './generate.mjs';

/** @typedef {{ file: string, state: 'missing' | 'differs' | 'left over' }} Difference */

/**
 * Files of generated clients that are not as expected, by path.
 *
 * @param {string} root of the workspace
 * @param {Map<string, string>} expected text by path from the root
 * @returns {Difference[]}
 */
export function differingClients(root, expected) {
  const actual = readClients(root);
  const files = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return files.flatMap((file) => {
    const [wanted, found] = [expected.get(file), actual.get(file)];
    if (wanted === found) return [];
    const state = found === undefined ? 'missing' : wanted === undefined ? 'left over' : 'differs';
    return [{ file, state: /** @type {Difference['state']} */ (state) }];
  });
}

/**
 * Writes what is missing or differs, removes what is left over, and tells what it touched.
 *
 * @param {string} root
 * @param {Map<string, string>} expected
 */
export function applyClients(root, expected) {
  const touched = differingClients(root, expected);
  for (const { file } of touched) {
    const text = expected.get(file);
    if (text === undefined) rmSync(join(root, file));
    else {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  }
  return touched;
}

/** @param {string} root */
function readClients(root) {
  const folder = join(root, CLIENTS);
  const libraries = existsSync(folder) ? readdirSync(folder).filter((name) => name !== HAND_WRITTEN) : [];
  const files = libraries.flatMap((name) =>
    [...readTree(join(folder, name), ['node_modules', 'out-tsc'])].map(
      ([file, text]) => /** @type {[string, string]} */ ([`${CLIENTS}/${name}/${file}`, text]),
    ),
  );
  return new Map(files);
}
