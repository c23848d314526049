import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { codeOf } from './error-code.mjs';

const POLL_MS = 200;

/** What systems answer when the name is taken by a folder that is not empty. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM'];

/**
 * Runs `work` while no other process of this machine runs anything under the same name. A holder that died is replaced.
 *
 * The mutex is a folder that names its holder. Taking it, and burying a dead holder's, is renaming a folder: that is atomic, and
 * refused when a folder with content has the name already. Graves stay, so that nobody buries the same holder twice.
 *
 * @template T
 * @param {string} folder
 * @param {{ work: () => Promise<T>, onWait?: (holder: number) => void }} what `onWait` is told once which process to wait for
 * @returns {Promise<T>}
 */
export async function exclusively(folder, { work, onWait = () => undefined }) {
  const name = `${process.pid}-${randomUUID()}`;
  const mine = `${folder}.${name}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'holder'), name);
  await take({ folder, mine, onWait });
  try {
    return await work();
  } finally {
    renameSync(folder, mine);
    rmSync(mine, { recursive: true });
  }
}

/** @param {{ folder: string, mine: string, onWait: (holder: number) => void }} what */
async function take({ folder, mine, onWait }) {
  for (let told = false; !moves(mine, folder, TAKEN); ) {
    const holder = holderOf(folder);
    const pid = Number.parseInt(holder ?? '', 10);
    if (holder && !isAlive(pid)) {
      moves(folder, `${folder}.dead-${holder}`, [...TAKEN, 'ENOENT']);
      continue;
    }
    if (holder && !told) onWait(pid);
    told = true;
    await sleep(POLL_MS);
  }
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string[]} refusals error codes that mean "not moved"
 */
function moves(from, to, refusals) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (refusals.includes(codeOf(error))) return false;
    throw error;
  }
}

/** @param {string} folder */
function holderOf(folder) {
  try {
    return readFileSync(join(folder, 'holder'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
