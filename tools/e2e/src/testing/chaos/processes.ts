import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A service as a process of its own. */
export interface ServiceProcess {
  readonly service: string;
  readonly instance: string;
  /** host:port of its gRPC server. */
  readonly address: string;
  /** Where `/metrics` is. */
  readonly healthUrl: string;
  readonly ended: Promise<Ended>;
  send(signal: NodeJS.Signals): void;
}

/** Processes of one installation. */
export interface Processes {
  /** The folder of the installation. */
  readonly data: string;
  /** Resolves when it serves; rejects with what it printed when it ends instead. */
  start(service: string, env?: Readonly<Record<string, string>>): Promise<ServiceProcess>;
  /** Kills all that still run, and removes the folder. */
  close(): Promise<void>;
}

/** Bundles services, to be started as an operator would start them: `node dist/apps/<service>/main.cjs`. */
export async function openProcesses(root: string, services: readonly string[]): Promise<Processes> {
  const bundles = services.map((service) => `apps/${service}`);
  execFileSync(process.execPath, ['tools/workspace/bundle.mjs', ...bundles], { cwd: root });
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-chaos-'));
  const children: ChildProcess[] = [];
  return {
    data,
    start: (service, env = {}) => {
      const child = spawn(process.execPath, [`dist/apps/${service}/main.cjs`], {
        cwd: root,
        env: { PATH: process.env['PATH'], HANSOM_DATA: data, ...env },
      });
      children.push(child);
      return serving(service, child);
    },
    close: async () => {
      await Promise.all(children.map(kill));
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function serving(service: string, child: ChildProcess): Promise<ServiceProcess> {
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal }));
  const { address, instance, health } = await Promise.race([
    servingLine(child),
    ended.then(({ code }) => Promise.reject(new Error(`${service} ended with ${code} before it served`))),
  ]);
  return { service, instance, address, healthUrl: health, ended, send: (signal) => child.kill(signal) };
}

interface ServingLine {
  message: string;
  address: string;
  instance: string;
  health: string;
}

/** The line of its log that says that it serves. What it prints after that is read, and forgotten. */
function servingLine(child: ChildProcess): Promise<ServingLine> {
  return new Promise((resolve) => {
    let text = '';
    child.stderr?.pipe(process.stderr);
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      const line = lines.find((one) => one.includes('"serving"'));
      if (line !== undefined) resolve(JSON.parse(line) as ServingLine); // as the runtime logs it
    });
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}
