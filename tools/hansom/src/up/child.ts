import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

import { type Environment } from '@hansom/platform-config';
import { type FiguresNotice, noticeIn, type ServingNotice } from '@hansom/platform-runtime';

/** A process of a service. */
export interface Child {
  readonly pid: number;
  /** Resolves when it takes calls; never if it ends before. */
  readonly serving: Promise<ServingNotice>;
  /** What it has told last of how it is doing. */
  figures(): FiguresNotice | undefined;
  /** Resolves with a word on how it ended: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  /** Asks it to end in order. */
  stop(): void;
  kill(): void;
}

export interface Launch {
  /** The bundle. */
  readonly file: string;
  readonly env: Environment;
  /** Takes all that it prints. The file outlives us: what it prints last is not lost with a pipe. */
  readonly logFile: string;
}

/**
 * Starts a bundle. The channel between us is how it hears that we are gone. It is in a process group of its own, as Ctrl-C in a terminal is for us
 * alone: we stop the children, in order.
 */
export async function launch({ file, env, logFile }: Launch): Promise<Child> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = fork(file, [], { env, detached: true, stdio: ['ignore', log, log, 'ipc'] });
    await once(child, 'spawn');
    return over(child);
  } finally {
    closeSync(log);
  }
}

function over(child: ChildProcess): Child {
  child.on('error', () => undefined); // a signal that could not be sent: `ended` tells
  let figures: FiguresNotice | undefined;
  return {
    pid: child.pid ?? 0,
    serving: new Promise((resolve) => {
      child.on('message', (message) => {
        const notice = noticeIn(message);
        if (notice?.kind === 'figures') figures = notice;
        if (notice?.kind === 'serving') resolve(notice);
      });
    }),
    figures: () => figures,
    ended: new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    }),
    stop: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}
