import { ensureInstalled } from './install.mjs';
import projects from './projects.cjs';
import { ScriptFailure, runIfMain, runNode } from './script.mjs';

/** What everything else rests on: there every line must be held by a spec. */
const LIBRARIES = ['store', 'schedule', 'errors', 'rpc', 'config'];

/**
 * `npm run mutate [-- library...]`: changes a library's code in every way that Stryker knows and fails where specs notice less
 * than 80 % of it. Each of `libs/platform` can be named. Unchanged code is not tried again; reports are in `reports/stryker`.
 *
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function mutate(names) {
  await ensureInstalled();
  const roots = (names.length === 0 ? LIBRARIES : names).map(rootOf);
  const failed = roots.filter((root) => runStryker(root) !== 0);
  for (const root of roots) console.log(`${failed.includes(root) ? 'FAILED' : 'ok    '} ${root}`);
  return failed.length === 0 ? 0 : 1;
}

/** @param {string} name */
function rootOf(name) {
  const root = `libs/platform/${name}`;
  if (!projects.some((project) => project.root === root)) throw new ScriptFailure(`there is no ${root}`);
  return root;
}

/** @param {string} root */
function runStryker(root) {
  return runNode(
    'node_modules/@stryker-mutator/core/bin/stryker.js',
    ['run', 'tools/workspace/stryker.config.mjs'],
    { env: { ...process.env, HANSOM_MUTATE: root } },
  );
}

void runIfMain(import.meta.url, mutate);
