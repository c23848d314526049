import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type Environment } from '@hansom/platform-config';
import { type Clock, realMonotonic, realRandom, realTimers } from '@hansom/platform-context';
import { recordingLogger } from '@hansom/platform-context/testing';
import { TRUST_DOMAIN } from '@hansom/platform-identity';
import { type TestAuth, testAuth, testCa } from '@hansom/platform-identity/testing';
import { collectingSink } from '@hansom/platform-schedule/testing';
import { SimulatedStore, type Store } from '@hansom/platform-store';

import { wallClock } from '../installation/clocks.ts';
import { type Installation } from '../installation/installation.ts';
import { MemoryNetwork } from './memory-network.ts';

export interface SpecInstallationOptions {
  /** Default: the wall clock. */
  clock?: Clock;
  /** Default: one in memory. It stays open, for a second boot on the same data. */
  store?: Store;
  /** Variables that settings are read from, beside a port of its own for each service. */
  env?: Environment;
}

export interface SpecInstallation extends Installation {
  readonly network: MemoryNetwork;
  readonly auth: TestAuth;
  readonly sink: ReturnType<typeof collectingSink>;
  readonly log: ReturnType<typeof recordingLogger>;
}

/** An installation in memory, but for an empty folder of configuration, which goes when it is closed. */
export async function specInstallation(options: SpecInstallationOptions = {}): Promise<SpecInstallation> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-spec-'));
  const clock = options.clock ?? wallClock();
  const [ca, auth] = await Promise.all([testCa(), testAuth({ clock })]);
  const network = new MemoryNetwork();
  const store = options.store ?? new SimulatedStore({ clock });
  const log = recordingLogger();
  return {
    clock,
    monotonic: realMonotonic(),
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
    sink: collectingSink(),
    version: '20260101000000',
    env: { HANSOM_PORT: '0', ...options.env },
    settingsOfOthers: [],
    config: { folder, copies: path.join(folder, 'copies'), env: 'spec', region: 'local' },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
