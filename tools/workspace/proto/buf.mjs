// Runs buf, which lints, formats, compares and compiles the contracts without any network.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

import { ROOT } from '../root.mjs';

const BIN = join(ROOT, 'node_modules/.bin');

/**
 * Runs buf on the contracts of the workspace at `root`.
 * @param {string} root
 * @param {string[]} args
 * @returns {{ok: boolean, output: string}} what it printed, for a person to read
 */
export function buf(root, ...args) {
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH}` };
  const options = {
    cwd: root,
    env,
    encoding: /** @type {const} */ ('utf8'),
    shell: process.platform === 'win32',
  };
  const { status, stdout, stderr, error } = spawnSync('buf', args, options);
  if (error) throw error;
  return { ok: status === 0, output: `${stdout}${stderr}`.trim() };
}
