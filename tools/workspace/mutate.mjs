import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled } from './install.mjs';
import projects from './projects.cjs';
import { ROOT } from './root.mjs';
import { ScriptFailure, runIfMain, runNode } from './script.mjs';

/** What everything else rests on: there every line must be held by a spec. */
const LIBRARIES = ['store', 'schedule', 'errors', 'rpc', 'config'];

/**
 * `npm run mutate [-- library...]`: changes a library's code in every way that Stryker knows and fails where specs notice less
 * than 80 % of it. Each of `libs/platform` can be named, and a folder in one (`rpc/src/grpc`), for a part of an hour's work: what was tried is
 * not tried again while it is unchanged. Reports are in `reports/stryker`.
 *
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function mutate(names) {
  await ensureInstalled();
  const parts = (names.length === 0 ? LIBRARIES : names).map(partOf);
  const failed = parts.filter((part) => runStryker(part) !== 0);
  for (const part of parts) console.log(`${failed.includes(part) ? 'FAILED' : 'ok    '} ${part.folder}`);
  return failed.length === 0 ? 0 : 1;
}

/**
 * @typedef {object} Part
 * @property {string} root of the library
 * @property {string} folder what is changed of it
 */

/**
 * @param {string} name
 * @returns {Part}
 */
function partOf(name) {
  const [library = '', ...below] = name.split('/').filter((segment) => segment !== '');
  const root = `libs/platform/${library}`;
  if (!projects.some((project) => project.root === root)) throw new ScriptFailure(`there is no ${root}`);
  const folder = [root, ...(below.length === 0 ? ['src'] : below)].join('/');
  if (!existsSync(join(ROOT, folder))) throw new ScriptFailure(`there is no ${folder}`);
  return { root, folder };
}

/** @param {Part} part */
function runStryker({ root, folder }) {
  return runNode(
    'node_modules/@stryker-mutator/core/bin/stryker.js',
    ['run', 'tools/workspace/stryker.config.mjs'],
    { env: { ...process.env, HANSOM_MUTATE: root, HANSOM_MUTATE_FOLDER: folder } },
  );
}

void runIfMain(import.meta.url, mutate);
