// Builds the image of an app from its bundle: what `nx run-many -t image` runs.
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';

import { ROOT } from './root.mjs';
import { ScriptFailure, runIfMain } from './script.mjs';

/**
 * What the image of an app is called.
 *
 * @param {string} app root of a project, such as `apps/booking`
 */
export function imageOf(app) {
  return `hansom/${basename(app)}`;
}

/** `node image.mjs <app>... [--<option of docker build>=<value>...]` */
void runIfMain(import.meta.url, async (args) => {
  const options = args.filter((arg) => arg.startsWith('-'));
  for (const app of args.filter((arg) => !arg.startsWith('-'))) build(app, options);
});

/**
 * @param {string} app
 * @param {string[]} options
 */
function build(app, options) {
  const args = ['build', ...options, '--file', `${app}/Dockerfile`, '--tag', imageOf(app), '.'];
  const { status, error } = spawnSync('docker', args, { cwd: ROOT, stdio: 'inherit' });
  if (error)
    throw new ScriptFailure(
      `docker cannot be started (${error.message}): https://docs.docker.com/engine/install`,
    );
  if (status !== 0) throw new ScriptFailure(`${imageOf(app)} was not built: docker says above why`);
}
