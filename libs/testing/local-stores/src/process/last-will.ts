import { type ChildProcess, spawn } from 'node:child_process';

/** Of a server, and what it leaves on the disk. Empty: nothing. */
export interface Estate {
  readonly pid: number;
  readonly folder: string;
}

/** Reads from a pipe that nobody writes to, until whoever holds its other end has gone. */
const WHEN_WE_END = 'cat >/dev/null; kill -9 "$1" 2>/dev/null; [ -z "$2" ] || rm -rf "$2"';

const WHEN_FORGOTTEN = `
while eval "$1" && [ -n "$(find "$3" -mmin "-$4" 2>/dev/null)" ]; do sleep 1; done
eval "$2"; rm -rf "$5"`;

/**
 * Kills a server as soon as this process has ended, however it ends: also by SIGKILL, when nothing of ours runs any more.
 * A shell that outlives us does it. The function given revokes the will.
 */
export function endWithUs({ pid, folder }: Estate): () => void {
  const shell = spawn('sh', ['-c', WHEN_WE_END, 'last-will', String(pid), folder], {
    detached: true, // Ctrl-C is for us
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  letGo(shell);
  return () => shell.kill('SIGKILL');
}

export interface Forgotten {
  /** Shell command: whether it is still there to be ended. */
  readonly lives: string;
  /** Shell command that ends it. */
  readonly end: string;
  /** Touched whenever somebody asks for it. Removing it ends it at once. */
  readonly stamp: string;
  readonly minutes: number;
  /** Removed last. */
  readonly folder: string;
}

/** Ends what several processes share when none of them has asked for it for so many minutes, and removes its folder. */
export function endWhenForgotten({ lives, end, stamp, minutes, folder }: Forgotten): void {
  const args = ['-c', WHEN_FORGOTTEN, 'last-will', lives, end, stamp, String(minutes), folder];
  letGo(spawn('sh', args, { detached: true, stdio: 'ignore' }));
}

/** It keeps nobody from ending. */
function letGo(shell: ChildProcess): void {
  shell.unref();
  const pipe = shell.stdin as { unref?: () => void } | null; // a socket, as Node gives pipes
  pipe?.unref?.();
}
