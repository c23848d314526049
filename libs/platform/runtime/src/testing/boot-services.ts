import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { Environment } from '@hansom/platform-config';
import { type Clock, type Millis, realMonotonic, realRandom, realTimers } from '@hansom/platform-context';
import { type LogLine, recordingLogger } from '@hansom/platform-context/testing';
import {
  type CallScope,
  type ClientOf,
  type ContractDefinition,
  createClient,
  grpcClientTransport,
  rootCall,
} from '@hansom/platform-rpc';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { collectingSink } from '@hansom/platform-schedule/testing';
import { SimulatedStore, type Store } from '@hansom/platform-store';

import { wallClock } from '../installation/clocks.ts';
import type { Installation } from '../installation/installation.ts';
import type { ServiceDefinition } from '../service.ts';
import { type RunningService, startService } from '../start-service.ts';
import { MemoryRegistry } from './memory-registry.ts';

export interface BootOptions {
  /** Default: the wall clock. */
  clock?: Clock;
  /** Default: one in memory. It stays open, for a second boot on the same data. */
  store?: Store;
  /** Variables that settings are read from. Default: none. */
  env?: Environment;
}

/** Services that run for a spec: real gRPC on free ports, a store in memory, no files but an empty configuration. */
export interface BootedServices {
  readonly services: readonly RunningService[];
  /** A client of one of them, which calls as `spec`. */
  client<D extends ContractDefinition>(contract: D): ClientOf<D>;
  /** A call to make with a client. Default: 5 s. */
  call(deadlineMs?: Millis): CallScope;
  /** Asks again and again until it holds; rejects after 10 s. */
  eventually(condition: () => Promise<boolean> | boolean): Promise<void>;
  /** What was published so far. */
  readonly events: readonly EventEnvelope[];
  /** What was logged so far. */
  readonly log: readonly LogLine[];
  close(): Promise<void>;
}

/** Starts services as an installation of their own; what fails on the way is closed and thrown. */
export async function bootServices(
  definitions: readonly ServiceDefinition[],
  options: BootOptions = {},
): Promise<BootedServices> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-spec-'));
  const log = recordingLogger();
  const sink = collectingSink();
  const installation = installationIn(folder, { ...options, log, sink });
  const transport = grpcClientTransport({ resolver: installation.resolver });
  const effects = { ...installation, log, ids: { uuid: () => '' } };
  const services: RunningService[] = [];
  const calls = new Set<CallScope>();
  const close = async (): Promise<void> => {
    for (const call of calls) call.end();
    transport.close();
    await Promise.all(services.map((service) => service.close()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // One after the other, as in an installation: a service may call those before it while it starts.
    for (const definition of definitions) services.push(await startService(definition, installation));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    services,
    client: (contract) => createClient(contract, { effects, transport, from: 'spec' }),
    call: (deadlineMs = 5_000) => {
      const call = rootCall(effects, { name: 'spec', deadlineMs });
      calls.add(call);
      return call;
    },
    eventually: (condition) => eventually(condition, installation),
    events: sink.events,
    log: log.lines,
    close,
  };
}

const PATIENCE_MS = 10_000;

async function eventually(
  condition: () => Promise<boolean> | boolean,
  installation: Installation,
): Promise<void> {
  const deadline = installation.monotonic.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (installation.monotonic.now() > deadline)
      throw new Error(`did not come true within ${PATIENCE_MS} ms`);
    await installation.timers.sleep(10);
  }
}

function installationIn(
  folder: string,
  options: BootOptions & { log: ReturnType<typeof recordingLogger>; sink: Installation['sink'] },
): Installation {
  const clock = options.clock ?? wallClock();
  const registry = new MemoryRegistry();
  const store = options.store ?? new SimulatedStore({ clock });
  return {
    clock,
    monotonic: realMonotonic(),
    timers: realTimers(),
    random: realRandom(),
    registry,
    resolver: registry,
    store: () => Promise.resolve(store),
    logger: ({ name }) => options.log.with({ service: name }),
    oneProcess: true,
    sink: options.sink,
    version: '20260101000000',
    env: options.env ?? {},
    settingsOfOthers: [],
    config: { folder, copies: path.join(folder, 'copies'), env: 'spec', region: 'local' },
    close: () => store.close(),
  };
}
