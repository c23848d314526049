import { spawnSync } from 'node:child_process';

import { Refusal } from './refusal.ts';

/** What follows from the files that a generator wrote. Each step is quick, and changes nothing the second time. */
const STEPS: readonly (readonly [program: string, ...args: string[]])[] = [
  [process.execPath, 'tools/workspace/proto.mjs'],
  ['npm', 'install', '--prefer-offline', '--loglevel=error'],
  [process.execPath, 'node_modules/nx/dist/bin/nx.js', 'sync'],
  [
    process.execPath,
    'node_modules/prettier/bin/prettier.cjs',
    '--write',
    'tsconfig.json',
    '{apps,libs/*,tools}/*/tsconfig.json',
  ],
];

/** Runs the steps in the workspace, then prints the commands that come next. */
export function bringUpToDate(root: string, next: readonly string[]): void {
  for (const [program, ...args] of STEPS) run(root, program, args);
  process.stdout.write(`\nNext:\n${next.map((command) => `  ${command}\n`).join('')}`);
}

function run(root: string, program: string, args: readonly string[]): void {
  // One process for Nx and its plugins: three times as fast as a process each.
  const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return;
  const why = error?.message ?? `${stdout}${stderr}`;
  throw new Refusal(
    `The files are written, but ${[program, ...args].join(' ')} failed. Run the generator again after that:\n${why}`,
  );
}
