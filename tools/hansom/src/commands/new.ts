import { spawnSync } from 'node:child_process';

/** Runs a generator of `@hansom/nx-plugin` with Nx, in this terminal; its exit code becomes ours. */
export function generate(
  generator: 'service' | 'endpoint',
  names: readonly string[],
  options: Readonly<Record<string, string | true>>,
): void {
  const flags = Object.entries(options).map(([name, value]) => flag(name, value));
  const args = [require.resolve('nx'), 'generate', `@hansom/nx-plugin:${generator}`, ...names, ...flags];
  // One process for Nx and its plugins: three times as fast as a process each.
  const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
  process.exitCode = status ?? 1;
  if (status === 0 && options.dryRun)
    process.stdout.write(
      "\nFrom these come the library of the contract, npm's links and lock file, and the project references.\n",
    );
}

function flag(name: string, value: string | true): string {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return value === true ? `--${kebab}` : `--${kebab}=${value}`;
}
