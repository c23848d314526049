import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import {
  type Effects,
  idsFrom,
  instant,
  realMonotonic,
  realRandom,
  realTimers,
} from '@hansom/platform-context';
import { freePort } from '@hansom/platform-runtime/testing';

import { type AppWorld } from './app.ts';
import { CITY_SERVICES } from './city-services.ts';
import { type Urls } from './city-stack.ts';

/** A city as a process of its own, as an operator starts it, on a store on disk. It can be killed, and started again. */
export interface CityProcess extends AppWorld {
  readonly urls: Urls;
  /** Where browsers find its console, if that was asked for. */
  readonly console: string;
  /** Its folder. */
  readonly data: string;
  /** What a service needs to be told to be one of it, in a folder of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when all services serve; rejects with what it printed when it ends instead. With robots: as `npm start` does it. */
  start(options?: { robots: boolean }): Promise<void>;
  /** The lines that it printed of late, each a JSON object; the newest last. */
  readonly lines: readonly string[];
  /** The errors that its services logged, a line each. */
  errors(): Promise<string[]>;
  /** SIGKILL: nothing in it can do anything any more. */
  kill(): Promise<void>;
  /** What a command of the CLI prints about this city; rejects when it ends with another code than 0. */
  hansom(...args: string[]): Promise<string>;
  close(): Promise<void>;
}

const ROOT = path.resolve(__dirname, '../../../../..');

export interface CityProcessOptions {
  speed: number;
  /** Whether the console runs, with its page: it is built where there is none. */
  console?: boolean;
  /** Services that run elsewhere. */
  without?: readonly string[];
  /** The workspace, for a program that is bundled: it is not where this file was. */
  root?: string;
}

export async function openCityProcess(options: CityProcessOptions): Promise<CityProcess> {
  const { speed, root = ROOT } = options;
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-city-'));
  const ports = Array.from({ length: 5 }, freePort);
  const [rider, driver, socket, traffic, console] = await Promise.all(ports);
  const installation = {
    HANSOM_TRAFFIC: `127.0.0.1:${traffic}`,
    HANSOM_ROADS: path.join(os.tmpdir(), 'hansom-roads'),
  };
  const env = {
    ...{ PATH: process.env['PATH'], HANSOM_DATA: data, ...installation },
    HANSOM_CUSTOMER_API_PORT: String(rider),
    HANSOM_DRIVER_API_PORT: String(driver),
    HANSOM_REALTIME_PORT: String(socket),
    ...(options.console && { HANSOM_CONSOLE_PORT: String(console) }),
  };
  let child: ChildProcess | undefined;
  const lines: string[] = [];
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
    console: `http://127.0.0.1:${console}`,
    data,
    env: { ...installation, HANSOM_CLOCK: 'reserved', HANSOM_SPEED: String(speed) },
    effects: appEffects(),
    start: async ({ robots } = { robots: false }) => {
      const services = robots ? [] : servicesOf(options);
      const args = ['hansom', 'start', ...services, '--json', '--speed', String(speed)];
      // Nobody looks at the console: its page need not be built.
      const own = robots ? { ...env, HANSOM_CONSOLE_PORT: '0', HANSOM_CONSOLE_PAGE: data } : env;
      child = spawn(process.execPath, args, { cwd: root, env: own });
      await serving(child, lines);
    },
    lines,
    errors: () => errorsIn(path.join(data, 'logs')),
    kill,
    hansom: (...args) => printed(args, { cwd: root, env }),
    close: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function servicesOf({ console = false, without = [] }: CityProcessOptions): string[] {
  const all = CITY_SERVICES.map(({ name }) => name).concat(console ? ['console'] : []);
  return all.filter((name) => !without.includes(name));
}

function appEffects(): Pick<Effects, 'monotonic' | 'timers' | 'random' | 'ids'> {
  const [monotonic, random] = [realMonotonic(), realRandom()];
  const clock = { speed: 1, now: () => instant(monotonic.now()) };
  return { monotonic, random, timers: realTimers(), ids: idsFrom(clock, random) };
}

/** As many as tell of the last minutes. */
const MOST_LINES = 100;

/** Resolves with the line that says that all are up. What it prints is kept in `lines`. */
async function serving(child: ChildProcess, lines: string[]): Promise<void> {
  const up = new Promise<void>((resolve) => {
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      if (lines.length > MOST_LINES) lines.shift();
      if (line.includes('"kind":"ready"')) resolve();
    });
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, 'close').then(() =>
    Promise.reject(new Error(`it ended: ${lines.join('\n')}${complaint}`)),
  );
  ended.catch(() => undefined); // once it is up, its end is nobody's error
  await Promise.race([up, ended]);
}

async function errorsIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).map((name) => path.join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.flatMap((text) => text.split('\n').filter((line) => line.startsWith('{"level":"error"')));
}

function printed(args: readonly string[], where: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['hansom', ...args], where, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}
