import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { freePort } from '@hansom/platform-runtime/testing';

import { median } from './median.ts';
import { cpuOf, residentOf } from './proc.ts';

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
