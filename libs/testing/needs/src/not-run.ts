import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const REPORTS = path.resolve(__dirname, '../../../../reports');

/** A line of `reports/not-run.jsonl`, which tools/workspace/test-results.mjs reads. */
export interface NotRun {
  readonly suite: string;
  readonly cases: number;
  /** What to install or to start, for a person. */
  readonly needs: string;
}

export function reportNotRun(notRun: NotRun, folder = REPORTS): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, 'not-run.jsonl'), `${JSON.stringify(notRun)}\n`);
  process.stderr.write(`!!! ${notRun.cases} CASES DID NOT RUN: ${notRun.suite}. Needs ${notRun.needs}\n`);
}
