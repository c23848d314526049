import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { freePort } from '@hansom/platform-runtime/testing';

import { residentOf } from './proc.ts';

/** Long enough for rides to begin. */
const DRIVES_MS = 60_000;

/**
 * A whole city with its robots, a process a service, on the embedded store: time from `hansom up` to all SERVING, with bundles that are built, and
 * the resident memory of all processes then, and after a minute of rides at four times our speed.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'hansom-up-bench-'));
  const env = await environmentIn(data);
  try {
    await run(env, ['--until-ready']); // builds the bundles, and makes the roads
    const begun = performance.now();
    const supervisor = start(env, []);
    const { processes } = await ready(supervisor);
    const wallMs = performance.now() - begun;
    const atFirst = memoryOf(data, supervisor);
    await new Promise((resolve) => setTimeout(resolve, DRIVES_MS));
    const driving = memoryOf(data, supervisor);
    supervisor.kill('SIGINT');
    await once(supervisor, 'close');
    return {
      name: 'a city, one process a service',
      figures: {
        'hansom up to all SERVING, s': wallMs / 1000,
        'resident memory then, MB': atFirst,
        'resident memory after a minute of rides, MB': driving,
        'processes, and their supervisor': processes + 1,
      },
    };
  } finally {
    execFileSync(process.execPath, ['hansom', 'down', '--data', data]);
    rmSync(data, { recursive: true, force: true });
  }
}

async function environmentIn(data: string): Promise<NodeJS.ProcessEnv> {
  const ports = ['HANSOM_CUSTOMER_API_PORT', 'HANSOM_DRIVER_API_PORT', 'HANSOM_REALTIME_PORT'];
  const free = await Promise.all([...ports, 'HANSOM_TRAFFIC'].map(freePort));
  return {
    PATH: process.env['PATH'],
    HANSOM_DATA: data,
    ...Object.fromEntries(ports.map((name, i) => [name, String(free[i])])),
    HANSOM_TRAFFIC: `127.0.0.1:${free.at(-1)}`,
    HANSOM_CONSOLE_PORT: '0',
    HANSOM_CONSOLE_PAGE: data, // nobody looks at it
  };
}

function start(env: NodeJS.ProcessEnv, options: readonly string[]): ChildProcess {
  const args = ['hansom', 'up', '--json', '--stores', 'embedded', '--speed', '4', ...options];
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function run(env: NodeJS.ProcessEnv, options: readonly string[]): Promise<void> {
  const child = start(env, options);
  child.stdout?.resume();
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`hansom up ended with code ${code}`);
}

function ready({ stdout }: ChildProcess): Promise<{ processes: number }> {
  if (!stdout) throw new TypeError('its output is not piped');
  return new Promise((resolve, reject) => {
    const lines = createInterface(stdout);
    lines.on('line', (line) => {
      if (line.startsWith('{"kind":"ready"')) resolve(JSON.parse(line) as { processes: number });
    });
    lines.once('close', () => reject(new Error('hansom up ended')));
  });
}

/** Of all processes, and of their supervisor. */
function memoryOf(data: string, supervisor: ChildProcess): number {
  const { children } = JSON.parse(readFileSync(path.join(data, 'up.json'), 'utf8')) as {
    children: { pid: number }[];
  };
  return [supervisor, ...children].reduce((sum, { pid }) => sum + residentOf({ pid }), 0);
}
