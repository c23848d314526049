import { type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100; // what Linux tells /proc in, whatever the kernel's own

/** User and system time so far, in milliseconds: fields 14 and 15 of proc(5). */
export function cpuOf({ pid }: Pick<ChildProcess, 'pid'>): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
}

/** In MB. */
export function residentOf({ pid }: Pick<ChildProcess, 'pid'>): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
