import { spawnSync } from 'node:child_process';

import { type Tree } from '@nx/devkit';

import { Refusal } from './refusal.ts';

export interface Written {
  /** Files that a generator wrote. */
  readonly written: readonly string[];
  /** Commands to tell at the end. */
  readonly next: readonly string[];
}

/** The files that a generator wrote to the tree. */
export function writtenTo(tree: Tree): string[] {
  return tree.listChanges().map(({ path }) => path);
}

/**
 * Does in the workspace what follows from the files that were written: the library of the contract, its place among the containers, npm's
 * links and lock file, the project references, the formatting. Each step is quick, and changes nothing the second time.
 */
export function bringUpToDate(root: string, { written, next }: Written): void {
  run(root, process.execPath, ['tools/workspace/proto.mjs']);
  run(root, process.execPath, ['tools/workspace/compose.mjs']);
  run(root, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']);
  run(root, process.execPath, ['node_modules/nx/dist/bin/nx.js', 'sync']);
  const formatted = [...written, 'tsconfig.json', '{apps,libs/*,tools}/*/tsconfig.json'];
  run(root, process.execPath, [
    'node_modules/prettier/bin/prettier.cjs',
    '--write',
    '--ignore-unknown',
    ...formatted,
  ]);
  process.stdout.write(`\nNext:\n${next.map((command) => `  ${command}\n`).join('')}`);
}

function run(root: string, program: string, args: readonly string[]): void {
  // One process for Nx and its plugins: three times as fast as a process each.
  const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return;
  const why = error?.message ?? `${stdout}${stderr}`;
  const command = [program, ...args].join(' ');
  throw new Refusal(
    `The files are written, but ${command} failed. Run the generator again after that:\n${why}`,
  );
}
