import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { isTheSame } from './process-mark.ts';
import {
  isRunning,
  killLeftovers,
  marked,
  type MarkedProcess,
  readState,
  stateFileIn,
  type UpState,
} from './state-file.ts';

/** An installation that is ours: nobody else runs it until it is released, or this process has ended. */
export interface Claim {
  /** Tells what runs in it: whenever that changes, so that whoever comes after a crash finds what is left. */
  write(running: Omit<UpState, 'supervisor'>): void;
  /** Nothing is written after that. */
  release(): void;
}

export interface Taken {
  readonly claim: Claim;
  /** Names of what a dead one had left, and was killed. */
  readonly killed: readonly string[];
}

/** Takes an installation at once, also from one that has died, or tells whose it is. */
export function claim(data: string, owner = marked(process.pid)): Taken | { readonly heldBy: number } {
  mkdirSync(data, { recursive: true });
  const file = stateFileIn(data);
  const killed: string[] = [];
  while (!made(file, owner)) {
    const found = readState(file);
    if (!found) continue; // released in between
    const holder = isRunning(found) ? found.supervisor : clear(file, { found, owner, killed });
    if (holder) return { heldBy: holder.pid };
  }
  return { claim: claimOf(file, owner), killed };
}

interface Clearing {
  readonly found: UpState;
  readonly owner: MarkedProcess;
  readonly killed: string[];
}

/**
 * Removes what a dead one has left. Only its heir may: who is first to make a file that is named after it, and after each heir that died over that.
 * Gives the heir that is at it, if it is another.
 */
function clear(file: string, { found, owner, killed }: Clearing): MarkedProcess | undefined {
  let will = willOf(file, found.supervisor);
  const wills = [will];
  while (!made(will, owner)) {
    const heir = readState(will)?.supervisor;
    if (!heir) return undefined; // it is done
    if (isTheSame(heir)) return heir;
    will = willOf(file, heir);
    wills.push(will);
  }
  if (isOf(readState(file), found.supervisor)) {
    killed.push(...killLeftovers(found));
    rmSync(file);
  }
  wills.forEach((each) => rmSync(each, { force: true }));
  return undefined;
}

function willOf(file: string, { pid, mark }: MarkedProcess): string {
  return `${file}.after-${pid}-${encodeURIComponent(mark)}`;
}

/** Whether there was no such file. It is linked, as one that is made by `wx` can be read before it is written. */
function made(file: string, owner: MarkedProcess): boolean {
  const draft = `${file}.of-${owner.pid}`;
  rmSync(draft, { force: true }); // of a dead one with our id: perhaps linked still
  write(draft, { supervisor: owner, children: [] });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // as node:fs throws
    if (code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function claimOf(file: string, owner: MarkedProcess): Claim {
  let isReleased = false;
  return {
    write: (running) => {
      const now = readState(file);
      if (isReleased || (now && !isOf(now, owner))) return;
      write(`${file}.new`, { ...running, supervisor: owner });
      renameSync(`${file}.new`, file);
    },
    release: () => {
      isReleased = true;
      if (isOf(readState(file), owner)) rmSync(file);
    },
  };
}

function isOf(state: UpState | undefined, { pid, mark }: MarkedProcess): boolean {
  return state?.supervisor.pid === pid && state.supervisor.mark === mark;
}

function write(file: string, state: UpState): void {
  writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
}
