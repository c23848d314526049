// Finds changes of the contracts that a version already running, or an event already stored, would trip over.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { buf } from './buf.mjs';
import { inTemporaryFolder } from './tree.mjs';

/**
 * Compares the contracts with those of main: where this branch left it or, on main itself, with the parent commit.
 * @param {string} root of the workspace
 * @returns {{problem?: string, skipped?: string}} what breaks; or why it could not be compared, which is no failure
 */
export function findBreakingChanges(root) {
  const git = gitIn(root);
  const { commit = '', skipped } = findBase(git);
  if (skipped) return { skipped };
  return inTemporaryFolder((folder) => {
    const before = join(folder, 'before.tar');
    git('archive', '--format=tar', '-o', before, commit, 'buf.yaml', 'proto');
    const { ok, output } = buf(root, 'breaking', '--against', before);
    return ok ? {} : { problem: `this breaks what commit ${commit.slice(0, 10)} promised:\n${output}` };
  });
}

/**
 * @param {ReturnType<typeof gitIn>} git
 * @returns {{commit?: string, skipped?: string}}
 */
function findBase(git) {
  const head = git('rev-parse', '--verify', '--quiet', 'HEAD');
  if (!head) return { skipped: 'this is no git clone with a commit' };
  const main = ['main', 'origin/main'].find((ref) => git('rev-parse', '--verify', '--quiet', ref));
  if (!main) return { skipped: 'the clone has no branch main' };
  const forked = git('merge-base', 'HEAD', main);
  const commit = forked === head ? git('rev-parse', '--verify', '--quiet', 'HEAD^') : forked;
  if (!commit) return { skipped: whyNoBase(git) };
  const complete = git('cat-file', '-t', `${commit}:buf.yaml`) && git('cat-file', '-t', `${commit}:proto`);
  return complete ? { commit } : { skipped: `commit ${commit.slice(0, 10)} has no contracts` };
}

/** @param {ReturnType<typeof gitIn>} git */
function whyNoBase(git) {
  const shallow = git('rev-parse', '--is-shallow-repository') === 'true';
  return shallow ? 'the clone is shallow' : 'there is no earlier commit';
}

/**
 * Git in a folder: what it printed, empty where it failed.
 * @param {string} folder
 */
function gitIn(folder) {
  return (/** @type {string[]} */ ...args) => {
    const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : '';
  };
}
