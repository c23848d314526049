import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled } from './install.mjs';
import { ROOT } from './root.mjs';
import { runToEnd } from './run-to-end.mjs';
import { runIfMain } from './script.mjs';
import { concludeTests } from './test-results.mjs';
import { endTestStores, runFolder } from './test-stores.mjs';

const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');
const REPORT = join(ROOT, 'reports/jest.json');
const NOT_RUN = join(ROOT, 'reports/not-run.jsonl');

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
  const jest = [JEST, '--json', `--outputFile=${REPORT}`, ...jestArgs];
  const exitCode = await runToEnd(jest, { HANSOM_TEST_RUN: run });
  const left = await endTestStores(runFolder(run));
  if (left.length > 0)
    console.error(`these servers did not end, and will in ten minutes: ${left.join(', ')}`);
  const { lines, failed } = concludeTests({ report: readReport(), exitCode, notRun: readNotRun(), strict });
  console.log(lines.join('\n'));
  return failed === 0 ? 0 : 1;
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
