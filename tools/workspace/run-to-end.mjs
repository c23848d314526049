import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { ROOT } from './root.mjs';

/**
 * Runs a Node program to its end, whatever signal comes meanwhile, so that there is something to be done after it: Ctrl-C reaches both, and others are passed on.
 *
 * @param {readonly string[]} args of Node: the file, then its own
 * @param {NodeJS.ProcessEnv} [env] beside ours
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
export async function runToEnd(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
