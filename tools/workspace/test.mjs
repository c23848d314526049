import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

import { ensureInstalled } from './install.mjs';
import { ROOT } from './root.mjs';
import { runToEnd } from './run-to-end.mjs';
import { runIfMain } from './script.mjs';
import { concludeTests, worthAgain } from './test-results.mjs';
import { endTestStores, runFolder } from './test-stores.mjs';

const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');
const REPORTS = join(ROOT, 'reports/jest');
const NOT_RUN = join(ROOT, 'reports/not-run.jsonl');

/** Whose suites start whole cities, browsers, processes and servers. Two at a time keep no promises on a small machine. */
const WHOLE = ['tools/e2e', 'tools/hansom', 'tools/nx-plugin', 'libs/testing/local-stores'];

/**
 * `npm test [-- --all] [arguments of jest]`: every spec of the workspace, in two lanes: suites of the whole one after the other, beside all
 * others; the few suites of real parts that failed there are run again, alone. With arguments, in one jest, once. With `--all` or `CI=true`,
 * suites that lack a server are failures. The last line is `N passed, N failed`. The servers that suites share end with the run, also after
 * Ctrl-C.
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
  const lanes = lanesOf(jestArgs).map((laneArgs, lane) => runLane(lane, laneArgs, run));
  const runs = await Promise.all(lanes);
  const again = jestArgs.length === 0 ? await runAgain(runs, run) : undefined;
  const left = await endTestStores(runFolder(run));
  if (left.length > 0)
    console.error(`these servers did not end, and will in ten minutes: ${left.join(', ')}`);
  const { lines, failed } = concludeTests({ runs, again, notRun: readNotRun(), strict });
  console.log(lines.join('\n'));
  return failed === 0 ? 0 : 1;
}

/**
 * @param {string[]} jestArgs
 * @returns {string[][]} arguments of the jests that run side by side
 */
function lanesOf(jestArgs) {
  if (jestArgs.length > 0) return [jestArgs];
  const workers = Math.max(1, Math.floor(os.availableParallelism() / 2));
  return [
    ['--maxWorkers=1', '--selectProjects', ...WHOLE],
    [`--maxWorkers=${workers}`, '--ignoreProjects', ...WHOLE],
  ];
}

/**
 * @param {import('./test-results.mjs').Run[]} runs
 * @param {string} run
 */
async function runAgain(runs, run) {
  const suites = worthAgain(runs);
  if (suites.length === 0) return undefined;
  console.log(`\n${suites.length} of the suites with real parts failed beside others: again, alone`);
  return runLane(runs.length, ['--maxWorkers=1', '--runTestsByPath', ...suites], run);
}

/**
 * @param {number} lane
 * @param {string[]} args
 * @param {string} run
 */
async function runLane(lane, args, run) {
  const report = join(REPORTS, `${lane}.json`);
  // With a limit there is a process for suites also where one would do: what they leave open ends with it.
  const jest = [JEST, '--json', `--outputFile=${report}`, '--workerIdleMemoryLimit=1GB', ...args];
  const exitCode = await runToEnd(jest, { TEST_RUN: run });
  return { exitCode, report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined };
}

function forgetLastRun() {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  rmSync(NOT_RUN, { force: true });
}

function readNotRun() {
  if (!existsSync(NOT_RUN)) return [];
  return readFileSync(NOT_RUN, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

void runIfMain(import.meta.url, test);
