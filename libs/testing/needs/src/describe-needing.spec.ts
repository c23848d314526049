import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describeNeeding } from './describe-needing.ts';
import { reportNotRun } from './not-run.ts';

describe('a suite that lacks nothing', () => {
  let ran = false;

  describeNeeding('of a machine that has all', undefined, () => {
    it('runs', () => {
      ran = true;
    });
  });

  it('ran', () => {
    expect(ran).toBe(true);
  });
});

describe('reportNotRun', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-not-run-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('adds a line for `npm test`, in a folder that it makes, and says so at once', () => {
    const reports = path.join(folder, 'reports');
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);

    reportNotRun({ suite: 'a', cases: 2, needs: 'Docker' }, reports);
    reportNotRun({ suite: 'b', cases: 1, needs: 'a browser' }, reports);
    const told = said.mock.calls.map(([text]) => text);
    said.mockRestore();

    const lines = readFileSync(path.join(reports, 'not-run.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { suite: 'a', cases: 2, needs: 'Docker' },
      { suite: 'b', cases: 1, needs: 'a browser' },
    ]);
    expect(told[0]).toBe('!!! 2 CASES DID NOT RUN: a. Needs Docker\n');
  });
});
