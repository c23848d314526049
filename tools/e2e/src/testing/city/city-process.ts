import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type Effects, idsFrom, realMonotonic, realRandom, realTimers } from '@hansom/platform-context';
import { freePort } from '@hansom/platform-runtime/testing';
import { instant } from '@hansom/platform-context';

import { type AppWorld } from './app.ts';
import { CITY_SERVICES } from './city-services.ts';
import { type Urls } from './city-stack.ts';

/** A city as a process of its own, as an operator starts it, on a store on disk. It can be killed, and started again. */
export interface CityProcess extends AppWorld {
  readonly urls: Urls;
  /** Resolves when all services serve; rejects with what it printed when it ends instead. */
  start(): Promise<void>;
  /** SIGKILL: nothing in it can do anything any more. */
  kill(): Promise<void>;
  /** What a command of the CLI prints about this city; rejects when it ends with another code than 0. */
  hansom(...args: string[]): Promise<string>;
  close(): Promise<void>;
}

const ROOT = path.resolve(__dirname, '../../../../..');

export async function openCityProcess(options: { speed: number }): Promise<CityProcess> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-city-'));
  const [rider, driver, socket, traffic] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const env = {
    ...{ PATH: process.env['PATH'], HANSOM_DATA: data, HANSOM_TRAFFIC: `127.0.0.1:${traffic}` },
    HANSOM_ROADS: path.join(os.tmpdir(), 'hansom-roads'),
    HANSOM_CUSTOMER_API_PORT: String(rider),
    HANSOM_DRIVER_API_PORT: String(driver),
    HANSOM_REALTIME_PORT: String(socket),
  };
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  return {
    urls: {
      ...{ rider: `http://127.0.0.1:${rider}`, driver: `http://127.0.0.1:${driver}` },
      socket: `ws://127.0.0.1:${socket}/v1/socket`,
    },
    effects: appEffects(),
    start: async () => {
      const services = CITY_SERVICES.map(({ name }) => name);
      const args = ['hansom', 'start', ...services, '--speed', String(options.speed)];
      child = spawn(process.execPath, args, { cwd: ROOT, env });
      await serving(child);
    },
    kill,
    hansom: (...args) => printed(args, env),
    close: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function appEffects(): Pick<Effects, 'monotonic' | 'timers' | 'random' | 'ids'> {
  const [monotonic, random] = [realMonotonic(), realRandom()];
  const clock = { speed: 1, now: () => instant(monotonic.now()) };
  return { monotonic, random, timers: realTimers(), ids: idsFrom(clock, random) };
}

/** Resolves with the line that says that all are up. What it prints after that is read, and forgotten. */
async function serving(child: ChildProcess): Promise<void> {
  let text = '';
  const up = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (/services are up/.test(text)) resolve();
    });
  });
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(() => Promise.reject(new Error(`it ended: ${text}`)));
  ended.catch(() => undefined); // once it is up, its end is nobody's error
  await Promise.race([up, ended]);
}

function printed(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['hansom', ...args], { cwd: ROOT, env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}
