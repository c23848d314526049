import { type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { z } from '@hansom/platform-config';
import { echoContract, type Text } from '@hansom/platform-rpc/testing';
import {
  defineService,
  type Installation,
  openInstallation,
  platformSettings,
  type ServiceDefinition,
  startService,
} from '@hansom/platform-runtime';
import { freePort } from '@hansom/platform-runtime/testing';
import { traffic } from '@hansom/traffic/service';

import { firstWord, startChild, untilKilled } from './bundle-child.ts';
import { median } from './median.ts';
import { cpuOf, residentOf } from './proc.ts';

const SERVICES = 25;
const ROUNDS = 3;

/** A fleet that is up: since when, and what it took. */
interface Up {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly residentMb: number;
}

/**
 * 25 services that do nothing, with all that the platform gives a service, and their control plane, from nothing to all SERVING and healthy
 * (`/readyz`): as one process and as 26. CPU time and resident memory are those of all processes then. Interleaved rounds, medians.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const one: Up[] = [];
  const many: Up[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    one.push(await up(['fleet'])); // one after the other: they would take the processors from each other
    many.push(await up(['control', ...Array.from({ length: SERVICES }, () => 'single')]));
  }
  return {
    name: `${SERVICES} empty services, up and healthy`,
    figures: { ...told('one process', one), ...told(`${SERVICES} processes`, many), rounds: ROUNDS },
  };
}

function told(what: string, ups: readonly Up[]): Record<string, number> {
  return {
    [`${what}, s`]: median(ups.map(({ wallMs }) => wallMs)) / 1000,
    [`${what}, CPU s`]: median(ups.map(({ cpuMs }) => cpuMs)) / 1000,
    [`${what}, resident MB`]: median(ups.map(({ residentMb }) => residentMb)),
  };
}

/** Starts processes at once, and resolves when each has told where its pages are and those say that it is ready. */
async function up(programs: readonly string[]): Promise<Up> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-fleet-'));
  const port = await freePort();
  const begun = performance.now();
  const children = programs.map((program, i) =>
    startChild(program, { BENCH_DATA: data, BENCH_PORT: String(port), BENCH_NAME: `empty-${i}` }),
  );
  try {
    const pages = await Promise.all(children.map(firstWord));
    await Promise.all((pages.flat() as string[]).map(ready)); // what children say
    const wallMs = performance.now() - begun;
    return { wallMs, cpuMs: sum(children, cpuOf), residentMb: sum(children, residentOf) };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

async function ready(healthUrl: string): Promise<void> {
  const { status } = await fetch(`${healthUrl}/readyz`);
  if (status !== 200) throw new Error(`${healthUrl} answers ${status}`);
}

/** A child's program: the control plane and all services. */
export async function fleet(): Promise<never> {
  const installation = openHere(true);
  const control = await startService({ ...traffic, port: portHere() }, installation);
  const names = Array.from({ length: SERVICES }, (_, i) => `empty-${i}`);
  const services = await Promise.all(names.map((name) => startService(empty(name), installation)));
  process.send?.([control, ...services].map(({ healthUrl }) => healthUrl));
  return untilKilled();
}

/** A child's program: the control plane. */
export async function control(): Promise<never> {
  const { healthUrl } = await startService({ ...traffic, port: portHere() }, openHere(false));
  process.send?.([healthUrl]);
  return untilKilled();
}

/** A child's program: one service. */
export async function single(): Promise<never> {
  const { healthUrl } = await startService(empty(process.env['BENCH_NAME'] ?? ''), openHere(false));
  process.send?.([healthUrl]);
  return untilKilled();
}

function openHere(oneProcess: boolean): Installation {
  const data = process.env['BENCH_DATA'] ?? '';
  const settings = platformSettings.parse({
    data,
    store: 'memory',
    logLevel: 'warn',
    traffic: [`127.0.0.1:${portHere()}`],
  });
  return openInstallation({ settings, env: { HANSOM_DATA: data }, oneProcess });
}

function portHere(): number {
  return Number(process.env['BENCH_PORT']);
}

function empty(name: string): ServiceDefinition {
  const echo = (text: Text): Text => text;
  return defineService({
    name,
    description: 'Does nothing.',
    owner: { team: 'Platform', contact: 'platform@hansom.example' },
    contract: echoContract({ service: name.replaceAll('-', '_') }),
    settings: z.object({}),
    config: z.object({}),
    compose: () => ({ handlers: { read: echo, repeat: echo, write: echo } }),
  }) as unknown as ServiceDefinition; // its schemas are its own
}

function sum(children: readonly ChildProcess[], read: (child: ChildProcess) => number): number {
  return children.reduce((total, child) => total + read(child), 0);
}
