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
 * @typedef {object} Run
 * @property {JestReport | undefined} report undefined when jest died before it wrote one
 * @property {number} exitCode of jest
 * @property {readonly NotRun[]} notRun
 * @property {boolean} strict whether what did not run is a failure
 */

/**
 * What to print at the end of a test run. The last line is `N passed, N failed`, where N failed is 0 exactly when the run
 * succeeded: a suite that cannot be loaded counts as one failure, and so does jest when it fails without naming a test.
 *
 * @param {Run} run
 * @returns {{ lines: string[], failed: number }}
 */
export function concludeTests({ report, exitCode, notRun, strict }) {
  const named = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0;
  const unnamed = exitCode !== 0 && named === 0 ? 1 : 0;
  const missed = notRun.reduce((sum, { cases }) => sum + cases, 0);
  const failed = named + unnamed + (strict ? missed : 0);
  const lines = [
    ...describeNotRun(notRun, missed),
    ...(unnamed ? [`jest ended with exit code ${exitCode}, though no test failed`] : []),
    `${report?.numPassedTests ?? 0} passed, ${failed} failed`,
  ];
  return { lines, failed };
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
