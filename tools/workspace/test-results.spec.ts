import { type JestSuite, type Run, type Tests, concludeTests, worthAgain } from './test-results.mjs';

const GOOD: Run = {
  report: { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] },
  exitCode: 0,
};

/** A suite of two cases, of which the second failed unless said otherwise. */
function aSuite(name: string, ...statuses: string[]): JestSuite {
  const [status, ...cases] = statuses.length > 0 ? statuses : ['failed', 'passed', 'failed'];
  return { name, status: status!, assertionResults: cases.map((each) => ({ status: each })) };
}

/** Seven cases passed, and each suite failed with one. */
function failedIn(...testResults: JestSuite[]): Run {
  const report = {
    numPassedTests: 7,
    numFailedTests: testResults.length,
    numRuntimeErrorTestSuites: 0,
    testResults,
  };
  return { report, exitCode: 1 };
}

function aRun({ notRun = [], strict = false, ...run }: Partial<Run & Tests> = {}): Tests {
  return { runs: [{ ...GOOD, ...run }], notRun, strict };
}

const NOT_RUN = [{ suite: 'store on Cassandra', cases: 84, needs: 'Docker' }];

describe('concludeTests', () => {
  it('says one line when everything passed', () => {
    expect(concludeTests(aRun())).toEqual({ lines: ['7 passed, 0 failed'], failed: 0 });
  });

  it('counts what runs side by side together', () => {
    const { lines } = concludeTests({ ...aRun(), runs: [GOOD, { ...GOOD, exitCode: 134 }] });

    expect(lines).toEqual(['jest ended with exit code 134, though no test failed', '14 passed, 1 failed']);
  });

  it('counts a suite that cannot be loaded as a failure', () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numRuntimeErrorTestSuites: 1, testResults: [] };

    expect(concludeTests(aRun({ report, exitCode: 1 })).lines).toEqual(['7 passed, 3 failed']);
  });

  it('fails with jest when jest names no test', () => {
    const { lines, failed } = concludeTests(aRun({ exitCode: 1 }));

    expect(failed).toBe(1);
    expect(lines.at(-1)).toBe('7 passed, 1 failed');
  });

  it('fails when jest died before it could report', () => {
    const { lines } = concludeTests(aRun({ report: undefined, exitCode: 134 }));

    expect(lines).toEqual(['jest ended with exit code 134, though no test failed', '0 passed, 1 failed']);
  });

  it('says loudly what did not run and what it needs', () => {
    const { lines, failed } = concludeTests(aRun({ notRun: NOT_RUN }));

    expect(lines.join('\n')).toContain('84 CASES DID NOT RUN:\n  store on Cassandra: 84. Needs Docker');
    expect(failed).toBe(0);
  });

  it('fails for what did not run when everything is asked for', () => {
    const { lines, failed } = concludeTests(aRun({ notRun: NOT_RUN, strict: true }));

    expect(failed).toBe(84);
    expect(lines.at(-1)).toBe('7 passed, 84 failed');
  });

  it('counts a suite that passed when it was run again as it did then, and names it', () => {
    const again = failedIn(aSuite('a.int-spec.ts', 'passed', 'passed', 'passed'));
    const tests = { ...aRun(), runs: [GOOD, failedIn(aSuite('a.int-spec.ts'))], again };

    const { lines, failed } = concludeTests(tests);

    expect(failed).toBe(0);
    expect(lines).toContain('!!! FAILED BESIDE OTHER SUITES, PASSED ALONE:');
    expect(lines).toContain('  a.int-spec.ts');
    expect(lines.at(-1)).toBe('15 passed, 0 failed');
  });

  it('counts a suite that could not be loaded beside others, and passed alone', () => {
    const report = {
      ...GOOD.report!,
      numRuntimeErrorTestSuites: 1,
      testResults: [aSuite('a.int-spec.ts', 'failed')],
    };
    const again = failedIn(aSuite('a.int-spec.ts', 'passed', 'passed'));

    expect(concludeTests({ ...aRun({ report, exitCode: 1 }), again }).lines.at(-1)).toBe(
      '8 passed, 0 failed',
    );
  });

  it('fails for a suite that failed again, and for what was not run again', () => {
    const first = failedIn(aSuite('a.int-spec.ts'), aSuite('b.int-spec.ts'));
    const again = failedIn(aSuite('a.int-spec.ts'), aSuite('b.int-spec.ts', 'passed', 'passed', 'passed'));

    expect(concludeTests({ ...aRun(), runs: [first], again }).lines.at(-1)).toBe('8 passed, 1 failed');
    expect(
      concludeTests({ ...aRun(), runs: [first], again: { report: undefined, exitCode: 1 } }).failed,
    ).toBe(2);
  });
});

describe('worthAgain', () => {
  it('names the few suites of real parts that failed', () => {
    const fine = aSuite('b.int-spec.ts', 'passed', 'passed');

    expect(worthAgain([failedIn(aSuite('a.int-spec.ts'), fine), GOOD])).toEqual(['a.int-spec.ts']);
  });

  it('names none where a spec of one process failed as well', () => {
    expect(worthAgain([failedIn(aSuite('a.int-spec.ts')), failedIn(aSuite('b.spec.ts'))])).toEqual([]);
  });

  it('names none where so many failed that something is broken', () => {
    const many = Array.from({ length: 6 }, (_, i) => aSuite(`${i}.int-spec.ts`));

    expect(worthAgain([failedIn(...many.slice(1))])).toHaveLength(5);
    expect(worthAgain([failedIn(...many)])).toEqual([]);
  });
});
