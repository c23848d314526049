import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Text of every file below `folder`, by its path with forward slashes.
 * @param {string} folder
 * @param {string[]} skip names that are passed over
 * @returns {Map<string, string>}
 */
export function readTree(folder, skip = []) {
  const files = new Map();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skip.includes(entry.name)) continue;
    const at = join(folder, entry.name);
    if (!entry.isDirectory()) files.set(entry.name, readFileSync(at, 'utf8'));
    else for (const [file, text] of readTree(at, skip)) files.set(`${entry.name}/${file}`, text);
  }
  return files;
}

/**
 * Lends a new empty folder to `work` and removes it afterwards.
 * @template T
 * @param {(folder: string) => T} work
 */
export function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'hansom-proto-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
