import { spawnSync } from 'node:child_process';

/** Runs a generator of `@hansom/nx-plugin` with Nx, in this terminal; its exit code becomes ours. */
export function generate(
  generator: 'service' | 'endpoint',
  names: readonly string[],
  options: Record<string, string | true>,
): void {
  const flags = Object.entries(options).map(([name, value]) => flag(name, value));
  const { status } = spawnSync('npx', ['nx', 'g', `@hansom/nx-plugin:${generator}`, ...names, ...flags], {
    stdio: 'inherit',
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  process.exitCode = status ?? 1;
}

function flag(name: string, value: string | true): string {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return value === true ? `--${kebab}` : `--${kebab}=${value}`;
}
