import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

import type * as playwright from 'playwright-core';

/** The workspace, from here. */
const ROOT = path.resolve(__dirname, '../../../../..');

/** A program of its own: the package comes as ESM, and looks for its files beside itself. */
const FIND = 'tools/e2e/src/testing/browser/chromium.mjs';

/** No sandbox, as specs also run as root; and WebGL, on machines without a graphics card. */
const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Where Chromium is, or why there is none. */
export type Found = { readonly at: string } | { readonly lacking: string };

/** Looks for the Chromium that npm installed, and whether it can run here. */
export function findChromium(root = ROOT): Found {
  const { status, stdout, stderr } = spawnSync(process.execPath, [FIND], { cwd: root, encoding: 'utf8' });
  return status === 0 ? { at: stdout.trim() } : { lacking: reasonIn(stderr) };
}

/** The line that says what is wrong, not where. */
function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => /error|cannot|not found/i.test(line));
  return lines[0]?.trim() || 'it does not say why';
}

export function launchChromium(executablePath: string, root = ROOT): Promise<playwright.Browser> {
  const load = createRequire(path.join(root, 'package.json')); // not by an import, which would go into a bundle: it looks for its own files
  const { chromium } = load('playwright-core') as typeof playwright;
  return chromium.launch({ executablePath, args: FLAGS });
}
