import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
const PATIENCE_MS = 20_000;

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
  const servers = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.includes('.asking'))
    .map(({ name }) => join(folder, name));
  for (const server of servers) rmSync(join(server, 'asked'), { force: true });
  const end = performance.now() + patienceMs;
  while (servers.some(existsSync) && performance.now() < end) await sleep(POLL_MS);
  const left = servers.filter(existsSync);
  if (left.length === 0) rmSync(folder, { recursive: true, force: true });
  return left;
}
