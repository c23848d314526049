import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { exclusively } from './mutex.mjs';
import { satisfies } from './node-version.mjs';
import { ROOT } from './root.mjs';
import { runIfMain } from './script.mjs';
import { findStaleness } from './staleness.mjs';

/**
 * Makes sure that this Node can run Hansom and that `node_modules` is what `package-lock.json` says; installs it if not.
 * Every root script calls it before it loads anything from `node_modules`. 15 ms when there is nothing to do. What it says goes
 * to stderr. Two at once are safe: the second waits. Ends the process with a message when it fails.
 */
export async function ensureInstalled() {
  checkNode();
  if (!findStaleness(ROOT)) return;
  const problem = await exclusively(join(ROOT, '.hansom/install'), {
    work: async () => installIfStale(),
    onWait: (pid) => say(`waiting for process ${pid}, which is installing dependencies`),
  });
  if (problem) fail(problem);
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (satisfies(process.version, engines.node)) return;
  fail(`Node ${process.version} cannot run Hansom, it needs ${engines.node}: https://nodejs.org`);
}

/** @returns {string | undefined} why it failed */
function installIfStale() {
  const staleness = findStaleness(ROOT);
  if (!staleness) return undefined;
  say(`installing dependencies, because ${staleness}`);
  // npm gets half an installation wrong, so it starts from nothing.
  rmSync(join(ROOT, 'node_modules'), { recursive: true, force: true });
  const { status, error } = npm(['ci', '--include=dev', '--loglevel=error']);
  if (error) return `npm cannot be started (${error.message})`;
  if (status !== 0)
    return 'dependencies are not installed: npm says above why. Run the command again after that';
  const left = findStaleness(ROOT);
  return left && `npm succeeded, and yet ${left}`;
}

/** @param {string[]} args */
function npm(args) {
  const options = {
    cwd: ROOT,
    stdio: /** @type {import('node:child_process').StdioOptions} */ (['ignore', 2, 2]),
  };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** @param {string} message */
function say(message) {
  console.error(`hansom: ${message}`);
}

/** @param {string} message */
function fail(message) {
  say(message);
  process.exit(1);
}

void runIfMain(import.meta.url, ensureInstalled);
