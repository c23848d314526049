import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { z } from '@hansom/platform-config';

import { isTheSame, processMark } from './process-mark.ts';

/** A process: its id, and what tells it from a later one that got the same id. */
const process_ = z.object({ pid: z.number().int().positive(), mark: z.string() });

const state = z.object({
  supervisor: process_,
  /** Where it is told what to do. None: it is starting, and hears only signals. */
  socket: z.string().optional(),
  children: z.array(process_.extend({ name: z.string() })),
});

export type MarkedProcess = z.infer<typeof process_>;
/** Who runs in an installation because of `./hansom up`. */
export type UpState = z.infer<typeof state>;

/** What can no longer be read: nobody is known of it. */
const DAMAGED: UpState = { supervisor: { pid: 0, mark: 'damaged' }, children: [] };

export function stateFileIn(data: string): string {
  return path.join(data, 'up.json');
}

/** Undefined: there is no such file. What is none of ours was written by nobody that runs. */
export function readState(file: string): UpState | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : (state.safeParse(parsed(text)).data ?? DAMAGED);
}

/** Whether the supervisor of that state runs. */
export function isRunning({ supervisor }: UpState): boolean {
  return isTheSame(supervisor);
}

export function marked(pid: number): MarkedProcess {
  return { pid, mark: processMark(pid) ?? '' };
}

/** Kills what a supervisor that died has left: children hear of its death, but for those that stand still. Their names. */
export function killLeftovers({ children, socket }: UpState): string[] {
  const left = children.filter(isTheSame);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  if (socket !== undefined) rmSync(path.dirname(socket), { recursive: true, force: true });
  return left.map(({ name }) => name);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException; // as node:fs throws
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // it was cut off
  }
}
