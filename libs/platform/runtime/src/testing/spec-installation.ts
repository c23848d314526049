import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type RecordingBus, recordingBus } from '@hansom/platform-bus/testing';
import { type Environment } from '@hansom/platform-config';
import { type Clock, realMonotonic, realRandom, realTimers } from '@hansom/platform-context';
import { recordingLogger } from '@hansom/platform-context/testing';
import { TRUST_DOMAIN } from '@hansom/platform-identity';
import { type TestAuth, testAuth, testCa } from '@hansom/platform-identity/testing';
import { SimulatedStore, type Store } from '@hansom/platform-store';

import { wallClock } from '../installation/clocks.ts';
import { type Installation } from '../installation/installation.ts';
import { inProcess, type Volatile } from '../installation/volatile.ts';
import { MemoryNetwork } from './memory-network.ts';

export interface SpecInstallationOptions {
  /** Default: the wall clock. */
  clock?: Clock;
  /** Default: one in memory. It stays open, for a second boot on the same data. */
  store?: Store;
  /** Default: in this process. */
  volatile?: Volatile;
  /** Variables that settings are read from, beside a port of its own for each service. */
  env?: Environment;
  /** Documents of the configuration, by their path in the folder without `.json`: `{ city: {...}, 'city/got': {...} }`. */
  config?: Readonly<Record<string, object>>;
  /** A folder of configuration to use as it is, in place of documents: `deploy/config`. */
  configFolder?: string;
}

export interface SpecInstallation extends Installation {
  readonly network: MemoryNetwork;
  readonly auth: TestAuth;
  readonly bus: RecordingBus;
  readonly log: ReturnType<typeof recordingLogger>;
}

/** An installation in memory, but for a folder of configuration, which goes when it is closed. */
export async function specInstallation(options: SpecInstallationOptions = {}): Promise<SpecInstallation> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-spec-'));
  await writeDocuments(folder, options.config ?? {});
  const clock = options.clock ?? wallClock();
  const [ca, auth] = await Promise.all([testCa(), testAuth({ clock })]);
  const network = new MemoryNetwork();
  const monotonic = realMonotonic();
  const store = options.store ?? new SimulatedStore({ clock });
  const log = recordingLogger();
  const volatile = options.volatile ?? inProcess({ monotonic });
  const bus = recordingBus(volatile.bus);
  return {
    clock,
    monotonic,
    timers: realTimers(),
    random: realRandom(),
    network,
    store: () => Promise.resolve(store),
    log,
    logger: ({ name }) => log.with({ service: name }),
    trustDomain: TRUST_DOMAIN,
    certificates: (subject) => ca.certificates(subject),
    auth,
    tokenKeys: auth.keys,
    oneProcess: true,
    bus,
    volatile: async () => ({ ...volatile, bus }),
    version: '20260101000000',
    env: { HANSOM_PORT: '0', ...options.env },
    settingsOfOthers: [],
    config: {
      folder: options.configFolder ?? folder,
      copies: path.join(folder, 'copies'),
      env: 'spec',
      region: 'local',
    },
    close: async () => {
      await bus.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeDocuments(folder: string, documents: Readonly<Record<string, object>>): Promise<void> {
  const write = async ([name, document]: [string, object]): Promise<void> => {
    const file = path.join(folder, `${name}.json`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(document));
  };
  await Promise.all(Object.entries(documents).map(write));
}
