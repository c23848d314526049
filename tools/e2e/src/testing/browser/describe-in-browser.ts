import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { findChromium, launchChromium } from './chromium.ts';

const REPORTS = path.resolve(__dirname, '../../../../../reports');

type Case = (name: string, run: () => Promise<void>) => void;

/** Starts the browser of a suite, once. */
type Launch = () => Promise<Browser>;

/**
 * A suite that needs a real browser. Where there is none, its cases are counted among those that did not run, which `npm test` says at its end,
 * and which are failures with `CI=true`.
 */
export function describeInBrowser(name: string, suite: (it: Case, launch: Launch) => void): void {
  const found = findChromium();
  if ('at' in found) return describe(name, () => suite(it, () => launchChromium(found.at)));
  let cases = 0;
  describe(name, () => suite(() => (cases += 1), noBrowser));
  it(`says that nothing of it ran: ${name}`, () => {
    const needs = `Chromium as npm installs it (@sparticuz/chromium: \`npm ci\` without --omit), on Linux with glibc, libnss3, libnspr4 and libexpat1: ${found.lacking}`;
    mkdirSync(REPORTS, { recursive: true });
    appendFileSync(path.join(REPORTS, 'not-run.jsonl'), `${JSON.stringify({ suite: name, cases, needs })}\n`);
    process.stderr.write(`!!! ${cases} CASES DID NOT RUN: ${name}. Needs ${needs}\n`);
  });
}

const noBrowser: Launch = () => Promise.reject(new Error('there is no browser'));
