import { countCases } from './count-cases.ts';
import { reportNotRun } from './not-run.ts';

/** Of what a suite needs of the machine: nothing is lacking, or what, and how to get it, for a person. */
export type Lacking = string | undefined;

/**
 * A suite that needs something of the machine: a browser, a server. Where it is lacking, the suite's cases do not run and are counted: `npm test` says so at
 * its end, and with `CI=true` or `--all` they are failures. `suite` is called in any case, so it must do nothing but describe.
 */
export function describeNeeding(name: string, lacking: Lacking, suite: () => void): void {
  if (lacking === undefined) return describe(name, suite);
  const cases = countCases(suite);
  it(`says that nothing of it ran: ${name}`, () => {
    reportNotRun({ suite: name, cases, needs: lacking });
    if (process.env['CI'] === 'true') throw new Error(`none of its ${cases} cases ran: ${lacking}`);
  });
}
