// Runs buf, which lints, formats, compares and compiles the contracts without any network.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './contracts.mjs';

const BIN = path.join(ROOT, 'node_modules/.bin');

/** Runs buf in the workspace. @returns {{ok: boolean, output: string}} what it printed, for a person to read */
export function buf(...args) {
  const env = { ...process.env, PATH: `${BIN}${path.delimiter}${process.env.PATH}` };
  const done = spawnSync(path.join(BIN, 'buf'), args, { cwd: ROOT, env, encoding: 'utf8' });
  if (done.error) throw done.error;
  return { ok: done.status === 0, output: `${done.stdout}${done.stderr}`.trim() };
}

/** As `buf`, where failing leaves nothing to go on with. */
export function bufOrThrow(...args) {
  const { ok, output } = buf(...args);
  if (!ok) throw new Error(`buf ${args[0]} failed:\n${output}`);
}
