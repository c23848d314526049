import { spawnSync } from 'node:child_process';

import { ensureInstalled } from './install.mjs';
import { ROOT } from './root.mjs';
import { ScriptFailure, runIfMain } from './script.mjs';

/** What CI checks, each in one process for the whole workspace: script and arguments. */
const STEPS = {
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  lint: ['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.'],
  types: ['node_modules/typescript/bin/tsc', '--build'],
  references: ['node_modules/nx/dist/bin/nx.js', 'sync:check'],
  proto: ['tools/workspace/proto.mjs', '--check'],
  openapi: ['tools/workspace/openapi.mjs', '--check'],
  tests: ['tools/workspace/test.mjs'],
  builds: ['tools/workspace/bundle.mjs'],
  page: ['tools/workspace/page.mjs'],
};

/** Steps whose output matters when they succeed: what was left out, and how many passed. */
const TALKERS = ['proto', 'tests'];

/**
 * `npm run verify [-- step...]`: runs all steps, or those named, whatever fails on the way; prints what failing ones say.
 *
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function verify(names) {
  const steps = chooseSteps(names);
  await ensureInstalled();
  const results = steps.map(runStep);
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  const seconds = results.reduce((sum, each) => sum + each.seconds, 0).toFixed(1);
  console.log(
    failed.length === 0 ? `verified in ${seconds} s` : `failed: ${failed.join(', ')} (${seconds} s)`,
  );
  return failed.length === 0 ? 0 : 1;
}

/**
 * @param {string[]} names
 * @returns {(keyof typeof STEPS)[]}
 */
function chooseSteps(names) {
  const all = /** @type {(keyof typeof STEPS)[]} */ (Object.keys(STEPS));
  const unknown = names.find((name) => !Object.hasOwn(STEPS, name));
  if (unknown) throw new ScriptFailure(`there is no step ${unknown}: ${all.join(', ')}`);
  return names.length === 0 ? all : all.filter((name) => names.includes(name));
}

/** @param {keyof typeof STEPS} name */
function runStep(name) {
  process.stdout.write(`${name.padEnd(12)}`);
  const started = performance.now();
  const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
  const { status, stdout, stderr } = spawnSync(process.execPath, STEPS[name], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const ok = status === 0;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s`);
  if (!ok) console.log(`${stdout}${stderr}`);
  else if (TALKERS.includes(name)) console.log(stdout.trim().replace(/^/gm, '  '));
  return { name, ok, seconds };
}

void runIfMain(import.meta.url, verify);
