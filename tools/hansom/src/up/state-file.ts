import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from '@hansom/platform-config';

import { isTheSame, processMark } from './process-mark.ts';

/** A process: its id, and what tells it from a later one that got the same id. */
const process_ = z.object({ pid: z.number().int().positive(), mark: z.string() });

const state = z.object({
  supervisor: process_,
  /** Where it is told what to do. */
  socket: z.string(),
  children: z.array(process_.extend({ name: z.string() })),
});

export type UpState = z.infer<typeof state>;

/** Who runs in an installation because of `./hansom up`: written whenever that changes, so that whoever comes after a crash finds what is left. */
export interface StateFile {
  /** Undefined: nobody. */
  read(): UpState | undefined;
  write(state: UpState): void;
  remove(): void;
}

export function stateFileIn(data: string): StateFile {
  const file = path.join(data, 'up.json');
  return {
    read: () => {
      if (!existsSync(file)) return undefined;
      const { data: found } = state.safeParse(parsed(readFileSync(file, 'utf8')));
      return found;
    },
    write: (written) => {
      mkdirSync(data, { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(written), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/** Whether the supervisor of that state runs. */
export function isRunning({ supervisor }: UpState): boolean {
  return isTheSame(supervisor);
}

export function marked(pid: number): UpState['supervisor'] {
  return { pid, mark: processMark(pid) ?? '' };
}

/** Kills what a supervisor that died has left: children hear of its death, but for those that stand still. Their names. */
export function killLeftovers({ children, socket }: UpState): string[] {
  const left = children.filter(isTheSame);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  rmSync(path.dirname(socket), { recursive: true, force: true });
  return left.map(({ name }) => name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // no state of ours: it is replaced as a whole, never in part
  }
}
