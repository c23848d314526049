import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ROOT } from './root.mjs';
import { runIfMain } from './script.mjs';

const POLL_MS = 100;
const PATIENCE_MS = 20_000;

/**
 * Where the suites of a run write down what they share. Without a name (`HANSOM_TEST_RUN`) it is left for the next run.
 *
 * @param {string} [run]
 */
export function runFolder(run = 'left') {
  return join(ROOT, '.hansom/test-stores', run);
}

/**
 * Ends the servers that the suites of a run shared (libs/testing/stores): a server ends when its file `asked` goes, and its folder goes when
 * it has ended.
 *
 * @param {string} folder of the run
 * @param {{ patienceMs?: number }} [options]
 * @returns {Promise<string[]>} the folders of servers that did not end in time
 */
export async function endTestStores(folder, { patienceMs = PATIENCE_MS } = {}) {
  if (!existsSync(folder)) return [];
  const servers = serversIn(folder);
  for (const server of servers) rmSync(join(server, 'asked'), { force: true });
  const end = performance.now() + patienceMs;
  while (servers.some(existsSync) && performance.now() < end) await sleep(POLL_MS);
  const left = servers.filter(existsSync);
  if (left.length === 0) rmSync(folder, { recursive: true, force: true });
  return left;
}

/**
 * The folders of those that came up. One that did not ended with the process that was starting it.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function serversIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).folder);
}

/**
 * `node tools/workspace/test-stores.mjs [run]`: ends what a run left, or what was left without a name.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
async function main([run]) {
  const left = await endTestStores(runFolder(run));
  for (const folder of left) console.error(`its server did not end: ${folder}`);
  return left.length === 0 ? 0 : 1;
}

void runIfMain(import.meta.url, main);
