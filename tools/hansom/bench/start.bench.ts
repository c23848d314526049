import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { freePort } from '@hansom/platform-runtime/testing';

const STARTS = 7;

/**
 * One service as a process, from its bundle: wall time from spawn to SERVING, the CPU time that its start takes, and its resident memory a
 * second later; beside a Node that loads nothing, in the same run.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  execFileSync(process.execPath, ['tools/workspace/bundle.mjs', 'apps/sample-hold', 'apps/traffic']);
  const figures = await startsOf();
  const bare = await measure(['-e', 'console.log("serving"); setTimeout(() => {}, 1e6)'], 'serving');
  return {
    name: 'start of a service',
    figures: {
      'spawn to SERVING, ms, median': median(figures.map(({ wallMs }) => wallMs)),
      'CPU of the start, ms, median': median(figures.map(({ cpuMs }) => cpuMs)),
      'resident memory, MB, median': median(figures.map(({ residentMb }) => residentMb)),
      'an empty Node: spawn to output, ms': bare.wallMs,
      'an empty Node: resident memory, MB': bare.residentMb,
      starts: STARTS,
    },
  };
}

interface Start {
  wallMs: number;
  cpuMs: number;
  residentMb: number;
}

/** Starts, one after the other, in an installation whose control plane runs. */
async function startsOf(): Promise<Start[]> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'hansom-start-'));
  const port = String(await freePort());
  const env = { HANSOM_DATA: data, HANSOM_TRAFFIC: `127.0.0.1:${port}` };
  const traffic = start(['dist/apps/traffic/main.cjs'], { ...env, HANSOM_PORT: port });
  try {
    await printed(traffic, '"serving"');
    const starts: Start[] = [];
    while (starts.length < STARTS)
      starts.push(await measure(['dist/apps/sample-hold/main.cjs'], '"serving"', env));
    return starts;
  } finally {
    traffic.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env } });
}

async function measure(
  args: readonly string[],
  sign: string,
  env: Record<string, string> = {},
): Promise<Start> {
  const begun = performance.now();
  const child = start(args, env);
  try {
    await printed(child, sign);
    const wallMs = performance.now() - begun;
    const cpuMs = cpuOf(child);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { wallMs, cpuMs, residentMb: residentOf(child) };
  } finally {
    child.kill('SIGKILL');
  }
}

function printed(child: ChildProcess, sign: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes(sign)) resolve();
    });
    child.once('exit', () => reject(new Error(`it ended without ${sign}: ${out}`)));
  });
}

const TICKS_A_SECOND = 100; // what Linux tells /proc in, whatever the kernel's own

/** User and system time so far, in milliseconds: fields 14 and 15 of proc(5). */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
}

function residentOf({ pid }: ChildProcess): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
