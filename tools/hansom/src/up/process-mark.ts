import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** When a process was started, in whatever words this system has for it: with its id it tells one process from all others. Undefined: it does not run. */
export function processMark(pid: number): string | undefined {
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

/** Whether this very process still runs. One that has ended and is not yet buried does not. */
export function isTheSame({ pid, mark }: { pid: number; mark: string }): boolean {
  return processMark(pid) === mark;
}

/** Fields 3 and 22 of proc(5): the state, and the start in ticks since the machine's. */
function fromProc(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined; // there is none
  }
}

function fromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined; // there is none
  }
}
