import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled } from './install.mjs';
import { ROOT } from './root.mjs';
import { runIfMain } from './script.mjs';
import { concludeTests } from './test-results.mjs';
import { endTestStores } from './test-stores.mjs';

const REPORT = join(ROOT, 'reports/jest.json');
const NOT_RUN = join(ROOT, 'reports/not-run.jsonl');
const STORES = join(ROOT, '.hansom/test-stores');

/**
 * `npm test [-- --all] [arguments of jest]`: every spec of the workspace in one jest. With `--all` or `CI=true`, suites that lack a
 * server are failures. The last line is `N passed, N failed`. The servers that suites share end with the run, also after Ctrl-C.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
async function test(args) {
  await ensureInstalled();
  const strict = args.includes('--all') || process.env.CI === 'true';
  forgetLastRun();
  const jestArgs = args.filter((arg) => arg !== '--all');
  const run = `run-${process.pid}`;
  const exitCode = await runJest(['--json', `--outputFile=${REPORT}`, ...jestArgs], run);
  const left = await endTestStores(join(STORES, run));
  if (left.length > 0)
    console.error(`these servers did not end, and will in ten minutes: ${left.join(', ')}`);
  const { lines, failed } = concludeTests({ report: readReport(), exitCode, notRun: readNotRun(), strict });
  console.log(lines.join('\n'));
  return failed === 0 ? 0 : 1;
}

/**
 * Waits for jest, whatever signal comes meanwhile: Ctrl-C reaches it as well, others are passed on.
 *
 * @param {string[]} args
 * @param {string} run under whose name suites share servers
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
async function runJest(args, run) {
  const jest = spawn(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, HANSOM_TEST_RUN: run },
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => jest.kill('SIGTERM'));
  process.on('SIGHUP', () => jest.kill('SIGHUP'));
  const [code] = await once(jest, 'exit');
  return code ?? 1;
}

function forgetLastRun() {
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  rmSync(REPORT, { force: true });
  rmSync(NOT_RUN, { force: true });
}

function readReport() {
  return existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : undefined;
}

function readNotRun() {
  if (!existsSync(NOT_RUN)) return [];
  return readFileSync(NOT_RUN, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

void runIfMain(import.meta.url, test);
