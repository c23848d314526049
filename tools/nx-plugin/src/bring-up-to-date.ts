import { spawnSync } from 'node:child_process';

import { Refusal } from './refusal.ts';

/** What follows from the files that a generator wrote. Each step is quick, and changes nothing the second time. */
const STEPS: readonly (readonly [string, readonly string[]])[] = [
  [process.execPath, ['tools/workspace/proto.mjs']],
  ['npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']],
  [process.execPath, ['node_modules/nx/dist/bin/nx.js', 'sync']],
  [
    process.execPath,
    [
      'node_modules/prettier/bin/prettier.cjs',
      '--write',
      '--log-level=warn',
      'tsconfig.json',
      '{apps,libs/*,tools}/*/tsconfig.json',
    ],
  ],
];

/** Runs the steps in the workspace, then prints the commands that come next. */
export function bringUpToDate(root: string, ...next: readonly string[]): void {
  for (const [program, args] of STEPS) run(root, program, args);
  process.stdout.write(`\nNext:\n${next.map((command) => `  ${command}\n`).join('')}`);
}

function run(root: string, program: string, args: readonly string[]): void {
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return;
  throw new Refusal(
    `${[program, ...args].join(' ')} failed, after the files were written:\n${stdout}${stderr}`,
  );
}
