import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { realEffects, silentLogger } from '@hansom/platform-context';
import { startMesh } from '@hansom/platform-mesh';
import { aSnapshot, echoInstance, fakeTraffic, instanceOf } from '@hansom/platform-mesh/testing';
import {
  type ClientTransport,
  createClient,
  grpcClientTransport,
  rootCall,
  staticResolver,
} from '@hansom/platform-rpc';
import { echoContract } from '@hansom/platform-rpc/testing';
import { wallClock } from '@hansom/platform-runtime';

import { firstWord, startChild } from './bundle-child.ts';
import { median } from './median.ts';

const STARTS = 9;

/** What a start took, from nothing to the first answered call. */
interface Start {
  readonly cpuMs: number;
  readonly residentMb: number;
}

/**
 * What grpc-js-xds adds to a process: CPU time from nothing to its first answered call, and resident memory then, of a process that was given
 * an address and of one that found it through a mesh. Interleaved starts of the same bundle, one after the other; the mesh's own code is loaded
 * by both, grpc-js-xds and its contracts only by the one. Plain text.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const effects = realEffects(wallClock(), silentLogger);
  const traffic = await fakeTraffic(effects);
  const echo = await echoInstance(effects);
  traffic.tell(aSnapshot([instanceOf(echo)]));
  const env = { BENCH_TRAFFIC: traffic.address, BENCH_ECHO: echo.address };
  const starts = { plain: [] as Start[], mesh: [] as Start[] };
  for (let round = 0; round < STARTS; round += 1) {
    starts.plain.push(await startOf('plain', env)); // one at a time: they would take the processor from each other
    starts.mesh.push(await startOf('mesh', env));
  }
  await echo.close();
  await traffic.close();
  const of = (kind: keyof typeof starts, figure: keyof Start): number =>
    median(starts[kind].map((start) => start[figure]));
  return {
    name: 'what grpc-js-xds adds to a start',
    figures: {
      'without, CPU ms to the first answer': of('plain', 'cpuMs'),
      'with, CPU ms to the first answer': of('mesh', 'cpuMs'),
      'added, CPU ms': of('mesh', 'cpuMs') - of('plain', 'cpuMs'),
      'without, resident MB': of('plain', 'residentMb'),
      'with, resident MB': of('mesh', 'residentMb'),
      'added, resident MB': of('mesh', 'residentMb') - of('plain', 'residentMb'),
      'starts of each': STARTS,
    },
  };
}

async function startOf(program: 'plain' | 'mesh', env: Readonly<Record<string, string>>): Promise<Start> {
  const child = startChild(program, env);
  try {
    return (await firstWord(child)) as Start; // what the child says
  } finally {
    child.kill('SIGKILL');
  }
}

/** A child's program: calls an address. */
export async function plain(): Promise<Start> {
  const resolver = staticResolver({ echo: [process.env['BENCH_ECHO'] ?? ''] });
  return firstCall(grpcClientTransport({ resolver }));
}

/** A child's program: finds whom to call through a mesh. */
export async function mesh(): Promise<Start> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hansom-xds-'));
  try {
    const { target } = await startMesh({
      effects: realEffects(wallClock(), silentLogger),
      node: { id: 'bench', zone: 'a', service: 'bench' },
      replicas: [process.env['BENCH_TRAFFIC'] ?? ''],
      folder,
    });
    return await firstCall(grpcClientTransport({ target }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstCall(transport: ClientTransport): Promise<Start> {
  const effects = realEffects(wallClock(), silentLogger);
  const client = createClient(echoContract({ meanMs: 1, p95Ms: 1_667 }), {
    effects,
    from: 'bench',
    transport,
  });
  await client.read({ text: '' }, rootCall(effects, { name: 'bench', deadlineMs: 10_000 }));
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, residentMb: process.memoryUsage.rss() / 1e6 };
}
