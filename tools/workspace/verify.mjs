import { execFile } from 'node:child_process';

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

/** The tests have the machine for themselves; of the rest two go on at once. */
const ALONE = 'tests';

/** Steps whose output matters when they succeed: what was left out, and how many passed. */
const TALKERS = ['proto', 'tests'];

/**
 * `npm run verify [-- step...]`: runs all steps, or those named, whatever fails on the way; prints what failing ones say. The tests come last.
 *
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function verify(names) {
  const steps = chooseSteps(names);
  await ensureInstalled();
  const started = performance.now();
  const results = await runTwoAtOnce(steps.filter((name) => name !== ALONE));
  if (steps.includes(ALONE)) results.push(await runStep(ALONE));
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  const seconds = secondsSince(started);
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

/** @param {readonly (keyof typeof STEPS)[]} steps */
async function runTwoAtOnce(steps) {
  /** @type {{ name: string, ok: boolean }[]} */
  const results = [];
  const waiting = steps.values();
  const work = async () => {
    for (const name of waiting) results.push(await runStep(name)); // each takes the next that nobody has taken
  };
  await Promise.all([work(), work()]);
  return results;
}

/**
 * @param {keyof typeof STEPS} name
 * @returns {Promise<{ name: string, ok: boolean }>}
 */
function runStep(name) {
  const started = performance.now();
  const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      STEPS[name],
      { cwd: ROOT, env, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        const ok = error === null;
        console.log(`${name.padEnd(12)}${ok ? 'ok    ' : 'FAILED'} ${secondsSince(started).padStart(6)} s`);
        if (!ok) console.log(`${stdout}${stderr}`);
        else if (TALKERS.includes(name)) console.log(stdout.trim().replace(/^/gm, '  '));
        resolve({ name, ok });
      },
    );
  });
}

/** @param {number} started */
function secondsSince(started) {
  return ((performance.now() - started) / 1000).toFixed(1);
}

void runIfMain(import.meta.url, verify);
