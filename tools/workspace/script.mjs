import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ROOT } from './root.mjs';

/** Ends a script with a sentence for a person, where a stack trace would say nothing more. */
export class ScriptFailure extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.stack = message;
  }
}

/**
 * Runs `main` if this process was started with the module, and not when another imports it.
 *
 * @param {string} url the module's `import.meta.url`
 * @param {(args: string[]) => Promise<number | void>} main gets the command line; gives the exit code
 */
export async function runIfMain(url, main) {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== fileURLToPath(url)) return;
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error instanceof ScriptFailure ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Runs a file of the workspace or of an installed package in a Node process of its own, in the folder of the workspace.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {number} its exit code; 1 when a signal ended it
 */
export function runNode(file, args, options = {}) {
  const { status } = spawnSync(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    ...options,
  });
  return status ?? 1;
}
