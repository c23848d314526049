/**
 * @typedef {object} JestReport What we read of what `jest --json` writes.
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites suites that could not be loaded
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
 * @property {readonly NotRun[]} notRun
 * @property {boolean} strict whether what did not run is a failure
 */

/**
 * What to print at the end of a test run. The last line is `N passed, N failed`, where N failed is 0 exactly when the run
 * succeeded: a suite that cannot be loaded counts as one failure, and so does jest when it fails without naming a test.
 *
 * @param {Tests} tests
 * @returns {{ lines: string[], failed: number }}
 */
export function concludeTests({ runs, notRun, strict }) {
  const unnamed = runs.filter((run) => run.exitCode !== 0 && namedIn(run) === 0);
  const missed = sumOf(notRun, ({ cases }) => cases);
  const failed = sumOf(runs, namedIn) + unnamed.length + (strict ? missed : 0);
  const passed = sumOf(runs, ({ report }) => report?.numPassedTests ?? 0);
  const lines = [
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
 * @template T
 * @param {readonly T[]} things
 * @param {(thing: T) => number} of
 */
function sumOf(things, of) {
  return things.reduce((sum, thing) => sum + of(thing), 0);
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
