import { spawnSync } from 'node:child_process';

const PATIENCE_MS = 20_000;

/** What a program prints, on either stream, when it is asked for its version; undefined when there is no such program or it fails. */
export function printedBy(command: string, ...args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: PATIENCE_MS });
  return status === 0 ? `${stdout}${stderr}` : undefined;
}
