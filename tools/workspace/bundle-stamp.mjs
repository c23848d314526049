// Beside a bundle: what it was built from, so that whoever wants to run it knows whether it is that of the sources.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './root.mjs';

/** What every bundle depends on beside its own sources: how it is built, and the packages that go into it. */
const SHARED = ['tools/workspace/bundle.mjs', 'package-lock.json'];

/**
 * Notes what a bundle was built from. Not when one of its sources has changed since that was begun: nobody knows which of the two was read.
 *
 * @param {string} bundle path in the workspace
 * @param {{ files: readonly string[], begun: number }} build paths in the workspace; milliseconds since the epoch
 */
export function stampBundle(bundle, { files, begun }) {
  const own = files.filter((file) => !file.includes('node_modules/'));
  const sources = [...own, ...SHARED].sort();
  if (sources.some((file) => statSync(join(ROOT, file)).mtimeMs >= begun)) return;
  const stamp = join(ROOT, stampOf(bundle));
  writeFileSync(`${stamp}.new`, JSON.stringify({ hash: hashOf(sources), sources }));
  renameSync(`${stamp}.new`, stamp); // others read it meanwhile
}

/**
 * Whether a bundle is there, and is what its sources say. A few milliseconds.
 *
 * @param {string} bundle path in the workspace
 */
export function isBundleCurrent(bundle) {
  if (!existsSync(join(ROOT, bundle)) || !existsSync(join(ROOT, stampOf(bundle)))) return false;
  const { hash, sources } = JSON.parse(readFileSync(join(ROOT, stampOf(bundle)), 'utf8'));
  return hash === hashOf(sources);
}

/** @param {string} bundle */
function stampOf(bundle) {
  return `${bundle}.sources.json`;
}

/** @param {readonly string[]} files */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(contentOf(file)).update('\n');
  return hash.digest('hex');
}

/** Apps share most of their sources. @type {Map<string, string>} */
const contents = new Map();

/** @param {string} file */
function contentOf(file) {
  const path = join(ROOT, file);
  const known = contents.get(file);
  if (known !== undefined) return known;
  const content = existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'gone';
  contents.set(file, content);
  return content;
}
