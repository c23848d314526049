import type { Browser } from 'playwright-core';

import { describeNeeding } from '@hansom/testing-needs';

import { findChromium, type Found, launchChromium } from './chromium.ts';

/** Starts the browser of a suite, once. */
type Launch = () => Promise<Browser>;

/** A suite that needs a real browser, which may be started in hooks and cases. Where there is none, its cases are counted among those that did not run. */
export function describeInBrowser(name: string, suite: (launch: Launch) => void): void {
  const found = findChromium();
  describeNeeding(name, lackingIn(found), () => suite(() => launchFound(found)));
}

function lackingIn(found: Found): string | undefined {
  if ('at' in found) return undefined;
  return `Chromium as npm installs it (@sparticuz/chromium: \`npm ci\` without --omit), on Linux with glibc, libnss3, libnspr4 and libexpat1: ${found.lacking}`;
}

function launchFound(found: Found): Promise<Browser> {
  if ('at' in found) return launchChromium(found.at);
  return Promise.reject(new Error(found.lacking));
}
