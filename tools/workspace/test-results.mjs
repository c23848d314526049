/**
 * @typedef {object} JestReport What we read of what `jest --json` writes.
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites suites that could not be loaded
 * @property {readonly JestSuite[]} testResults
 */

/**
 * @typedef {object} JestSuite
 * @property {string} name path of its file
 * @property {string} status `passed` or `failed`
 * @property {readonly { status: string }[]} assertionResults
 */

/**
 * @typedef {object} NotRun A suite that needs a server which cannot be had: one line of `reports/not-run.jsonl`.
 * @property {string} suite
 * @property {number} cases
 * @property {string} needs what to install or to start, for a person
 */

/**
 * @typedef {object} Run of one jest
 * @property {JestReport | undefined} report undefined when jest died before it wrote one
 * @property {number} exitCode
 */

/**
 * @typedef {object} Tests
 * @property {readonly Run[]} runs
 * @property {Run | undefined} [again] of the suites that were worth it, alone
 * @property {readonly NotRun[]} notRun
 * @property {boolean} strict whether what did not run is a failure
 */

/** What fails in more suites than these is broken, and not late. */
const MOST_AGAIN = 5;

/**
 * The failed suites that are to be run again, alone: those of real servers, sockets and processes, where a machine that does other things
 * beside them may answer too late. A spec of one process has no such excuse.
 *
 * @param {readonly Run[]} runs
 * @returns {string[]} paths; none when one has no excuse, or too many failed
 */
export function worthAgain(runs) {
  const failed = runs.flatMap((run) => suitesOf(run).filter(({ status }) => status === 'failed'));
  const excused = failed.length <= MOST_AGAIN && failed.every(({ name }) => name.includes('.int-spec.'));
  return excused ? failed.map(({ name }) => name) : [];
}

/**
 * What to print at the end of a test run. The last line is `N passed, N failed`, where N failed is 0 exactly when the run
 * succeeded: a suite that cannot be loaded counts as one failure, and so does jest when it fails without naming a test. A suite that
 * passed when it was run again counts as it did then, and is named.
 *
 * @param {Tests} tests
 * @returns {{ lines: string[], failed: number }}
 */
export function concludeTests({ runs, again, notRun, strict }) {
  const unnamed = runs.filter((run) => run.exitCode !== 0 && namedIn(run) === 0);
  const missed = sumOf(notRun, ({ cases }) => cases);
  const late = again ? suitesOf(again).filter(({ status }) => status === 'passed') : [];
  const before = runs.flatMap(suitesOf).filter((suite) => late.some(({ name }) => name === suite.name));
  const failed = sumOf(runs, namedIn) - sumOf(before, failedIn) + unnamed.length + (strict ? missed : 0);
  const passed =
    sumOf(runs, ({ report }) => report?.numPassedTests ?? 0) -
    sumOf(before, passedIn) +
    sumOf(late, passedIn);
  const lines = [
    ...describeLate(late),
    ...describeNotRun(notRun, missed),
    ...unnamed.map(({ exitCode }) => `jest ended with exit code ${exitCode}, though no test failed`),
    `${passed} passed, ${failed} failed`,
  ];
  return { lines, failed };
}

/** @param {Run} run */
function namedIn({ report }) {
  return report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0;
}

/**
 * @param {Run} run
 * @returns {readonly JestSuite[]}
 */
function suitesOf({ report }) {
  return report ? report.testResults : [];
}

/** @param {JestSuite} suite */
function passedIn({ assertionResults }) {
  return assertionResults.filter(({ status }) => status === 'passed').length;
}

/** @param {JestSuite} suite */
function failedIn({ status, assertionResults }) {
  const named = assertionResults.filter((test) => test.status === 'failed').length;
  return named === 0 && status === 'failed' ? 1 : named;
}

/**
 * @template T
 * @param {readonly T[]} things
 * @param {(thing: T) => number} of
 */
function sumOf(things, of) {
  return things.reduce((sum, thing) => sum + of(thing), 0);
}

/** @param {readonly JestSuite[]} late */
function describeLate(late) {
  if (late.length === 0) return [];
  return ['', '!!! FAILED BESIDE OTHER SUITES, PASSED ALONE:', ...late.map(({ name }) => `  ${name}`), ''];
}

/**
 * @param {readonly NotRun[]} notRun
 * @param {number} missed
 */
function describeNotRun(notRun, missed) {
  if (notRun.length === 0) return [];
  const suites = notRun.map(({ suite, cases, needs }) => `  ${suite}: ${cases}. Needs ${needs}`);
  return ['', `!!! ${missed} CASES DID NOT RUN:`, ...suites, ''];
}
