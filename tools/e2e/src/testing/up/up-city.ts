import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { type Millis, realEffects, silentLogger } from '@hansom/platform-context';
import { eventually } from '@hansom/platform-context/testing';
import { wallClock } from '@hansom/platform-runtime';
import { freePort } from '@hansom/platform-runtime/testing';

import { type AppWorld } from '../city/app.ts';
import { type Population } from '../city/city-stack.ts';
import { startStores, type Stores, type StoresKind } from './stores.ts';
import { Told } from './told.ts';

export interface UpCityOptions {
  readonly stores: StoresKind;
  /** Seconds that pass in the city in a real one. */
  readonly speed: number;
  readonly robots: Population;
  /** As in `dispatch=2`; else one each. */
  readonly replicas?: string;
  /** The workspace. */
  readonly root: string;
}

/** A city as an operator runs it by `./hansom up`: one process a service. */
export interface UpCity extends AppWorld {
  readonly speed: number;
  /** Its folder, and the address of its `traffic`: what commands need to know. */
  readonly where: { readonly data: string; readonly traffic: readonly string[] };
  readonly stores: Stores;
  /** What its supervisor has told so far. */
  readonly told: Told;
  /** Gives a command of the CLI to this city; rejects with what it printed when it ends with another code than 0. */
  hansom(...args: string[]): Promise<string>;
  /** Asks until it holds, whatever goes wrong meanwhile; rejects after so long with what went wrong last. How long it took, in real time. */
  eventually(what: string, holds: () => Promise<boolean> | boolean, patience?: Millis): Promise<Millis>;
  /** Ends all of it, in order if that can be done. */
  close(): Promise<void>;
}

const PATIENCE: Millis = 240_000;
const LOOK_EVERY: Millis = 500;

/** Resolves when every service serves; leaves nothing behind when one does not. */
export async function startUpCity(options: UpCityOptions): Promise<UpCity> {
  const { root, speed, robots, replicas } = options;
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-up-city-'));
  const stores = await startStores(options.stores);
  const [rider, driver, socket, traffic] = await freePorts();
  const address = `127.0.0.1:${traffic}`;
  const env = {
    ...{ PATH: process.env['PATH'], HANSOM_DATA: data, HANSOM_TRAFFIC: address, ...stores.env },
    HANSOM_ROADS: path.join(os.tmpdir(), 'hansom-roads'),
    HANSOM_CUSTOMER_API_PORT: String(rider),
    HANSOM_DRIVER_API_PORT: String(driver),
    HANSOM_REALTIME_PORT: String(socket),
    // Nobody looks at the console: its page need not be built.
    ...{ HANSOM_CONSOLE_PORT: '0', HANSOM_CONSOLE_PAGE: data },
  };
  const people = ['--drivers', robots.drivers, '--rides-per-hour', robots.ridesPerHour].map(String);
  const args = ['hansom', 'up', '--json', '--speed', String(speed), ...people, ...stores.args];
  if (replicas !== undefined) args.push('--replicas', replicas);
  const child = spawn(process.execPath, args, { cwd: root, env });
  const city: UpCity = {
    ...{ speed, stores, told: new Told(), effects: realEffects(wallClock(), silentLogger) },
    where: { data, traffic: [address] },
    urls: {
      ...{ rider: `http://127.0.0.1:${rider}`, driver: `http://127.0.0.1:${driver}` },
      socket: `ws://127.0.0.1:${socket}/v1/socket`,
    },
    hansom: async (...command) => {
      const run = promisify(execFile);
      return (await run(process.execPath, ['hansom', ...command], { cwd: root, env })).stdout;
    },
    eventually: async (what, holds, patienceMs = PATIENCE) => {
      const begun = city.effects.monotonic.now();
      // What is being hurt may answer nothing, or nonsense to us: it is asked again.
      await eventually(holds, { what, patienceMs, everyMs: LOOK_EVERY, passing: () => true });
      return city.effects.monotonic.now() - begun;
    },
    close: async () => {
      await end(child);
      await stores.close();
      await rm(data, { recursive: true, force: true });
    },
  };
  try {
    await served(child, city);
    return city;
  } catch (error) {
    await city.close();
    throw error;
  }
}

/** One after the other, or two are one. */
async function freePorts(): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < 4) {
    const port = await freePort();
    if (!ports.includes(port)) ports.push(port);
  }
  return ports;
}

async function served(child: ChildProcess, { told, eventually }: UpCity): Promise<void> {
  if (child.stdout) createInterface(child.stdout).on('line', (line) => told.hear(line));
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) =>
    Promise.reject(new Error(`it ended with ${code ?? signal}: ${complaint}${told.failures.join('\n')}`)),
  );
  ended.catch(() => undefined); // once it is up, its end is nobody's error
  await Promise.race([eventually('all services serve', () => told.isReady), ended]);
}

const ENDS_WITHIN: Millis = 60_000;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const hurry = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN);
  await closed;
  clearTimeout(hurry);
}
