import { spawnSync } from 'node:child_process';

const PATIENCE_MS = 20_000;

/** What a program prints, on either stream, when it is asked for its version; undefined when there is no such program or it fails. */
export function printedBy(
  command: string,
  argument: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const options = { encoding: 'utf8', timeout: PATIENCE_MS, env } as const;
  const { status, stdout, stderr } = spawnSync(command, [argument], options);
  return status === 0 ? `${stdout}${stderr}` : undefined;
}
