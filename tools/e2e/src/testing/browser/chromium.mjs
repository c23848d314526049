// Prints where the Chromium is that npm installed. It comes packed: 200 MB, unpacked once for all who ask.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { exclusively } from '../../../../workspace/mutex.mjs';
import { ROOT } from '../../../../workspace/root.mjs';

const PACKAGES = createRequire(join(ROOT, 'package.json'))('./package.json').devDependencies;

const FOLDER = join(ROOT, '.hansom/chromium', PACKAGES['@sparticuz/chromium']);

async function unpack() {
  if (existsSync(FOLDER)) return;
  const half = `${FOLDER}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  process.env.TMPDIR = half; // that is where it unpacks to, and leaves it if there is one
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  renameSync(half, FOLDER);
}

await exclusively(join(ROOT, '.hansom/chromium.mutex'), { work: unpack });
const chromium = join(FOLDER, 'chromium');
execFileSync(chromium, ['--version'], { stdio: ['ignore', 'ignore', 'inherit'] }); // what it lacks is told now
console.log(chromium);
