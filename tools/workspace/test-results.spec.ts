import { type Run, type Tests, concludeTests } from './test-results.mjs';

const GOOD: Run = {
  report: { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 },
  exitCode: 0,
};

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
    const report = { numPassedTests: 7, numFailedTests: 2, numRuntimeErrorTestSuites: 1 };

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
});
