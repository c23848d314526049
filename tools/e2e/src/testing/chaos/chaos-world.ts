import { type Effects, realEffects, silentLogger } from '@hansom/platform-context';
import { eventually } from '@hansom/platform-context/testing';
import { wallClock } from '@hansom/platform-runtime';
import { freePort } from '@hansom/platform-runtime/testing';

import { type Caller, startCaller } from './caller.ts';
import { openProcesses, type ServiceProcess } from './processes.ts';
import { type SteadyLoad, steadyLoad } from './steady-load.ts';

const CALLS_A_SECOND = 200;
const INSTANCES = 3;

/** Two replicas of `traffic` and three instances of `sample-hold`, each a process; and this process, which calls them. */
export interface ChaosWorld extends Omit<Caller, 'close'> {
  readonly effects: Effects;
  /** Replicas of `traffic` that run. */
  replicas: ServiceProcess[];
  /** Instances of `sample-hold` that run. */
  instances: ServiceProcess[];
  /** Starts the first or the second replica again. */
  startReplica(index: number): Promise<void>;
  /** Starts one more, and resolves when it answers calls. */
  startInstance(): Promise<void>;
  /** Starts a service that calls `sample-hold` as well. */
  startDesk(): Promise<ServiceProcess>;
  /** Idempotent calls, 200 a second, until it is stopped. */
  load(): SteadyLoad;
  /** How many calls an instance of `sample-hold` has answered. */
  answeredBy(instance: ServiceProcess): Promise<number>;
  close(): Promise<void>;
}

export interface ChaosOptions {
  /** Of the workspace, whose services are bundled. */
  readonly root: string;
  /** How many times as long as promised a call may take. Default: 1. */
  readonly leniency?: number;
  /** Calls that may be open at once. Default: as many as there are. */
  readonly atOnce?: number;
}

export async function startChaosWorld({ root, leniency = 1, atOnce }: ChaosOptions): Promise<ChaosWorld> {
  const effects = realEffects(wallClock(), silentLogger);
  const processes = await openProcesses(root, ['traffic', 'sample-hold', 'sample-desk']);
  const ports = [await freePort(), await freePort()]; // one after the other, or they are one
  const addresses = ports.map((port) => `127.0.0.1:${port}`);
  const start = (service: string, env: Record<string, string> = {}): Promise<ServiceProcess> =>
    processes.start(service, { HANSOM_TRAFFIC: addresses.join(','), ...env });
  // In memory: a frozen process that held the embedded store's write transaction would hold up the others.
  const startHold = (): Promise<ServiceProcess> => start('sample-hold', { HANSOM_STORE: 'memory' });
  const startReplica = (index: number): Promise<ServiceProcess> =>
    start('traffic', { HANSOM_PORT: String(ports[index]) });

  const replicas = [await startReplica(0)]; // by itself: it makes the development CA
  const [second, ...instances] = await Promise.all([
    startReplica(1),
    ...Array.from({ length: INSTANCES }, startHold),
  ]);
  replicas.push(second);
  const { data } = processes;
  const { close, ...caller } = await startCaller({ effects, data, replicas: addresses, leniency });
  await warm(caller);
  const world: ChaosWorld = {
    ...caller,
    effects,
    replicas,
    instances,
    startReplica: async (index) => void world.replicas.push(await startReplica(index)),
    startInstance: async () => {
      const instance = await startHold();
      await eventually(() => answers(instance), { what: 'the new one answers' });
      world.instances.push(instance);
    },
    startDesk: () => start('sample-desk', { HANSOM_STORE: 'memory' }),
    load: () => steadyLoad(() => caller.call(), { perSecond: CALLS_A_SECOND, atOnce, effects }),
    answeredBy,
    close: async () => {
      await close();
      await processes.close();
    },
  };
  return world;

  async function answers(instance: ServiceProcess): Promise<boolean> {
    await caller.call();
    return (await answeredBy(instance)) > 0;
  }
}

/** Has all processes do what they will do, one call after the other, until it is no longer their first time. */
async function warm(caller: Pick<Caller, 'call'>): Promise<void> {
  for (let i = 0; i < 300; i += 1) await caller.call().catch(() => undefined); // the first may be late
}

const PLACED = /^rpc_server_call_duration_seconds_count\{[^}]*rpc_method="Place"[^}]*\} (\d+)/gm;

async function answeredBy({ healthUrl }: ServiceProcess): Promise<number> {
  const metrics = await fetch(`${healthUrl}/metrics`).then((response) => response.text());
  return [...metrics.matchAll(PLACED)].reduce((sum, [, count]) => sum + Number(count), 0);
}
