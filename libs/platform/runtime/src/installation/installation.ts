import path from 'node:path';

import { type Environment } from '@hansom/platform-config';
import {
  type Clock,
  type Effects,
  idsFrom,
  type Logger,
  type Monotonic,
  type Random,
  realMonotonic,
  realRandom,
  realTimers,
  type Timers,
} from '@hansom/platform-context';
import { type Certificates, type Subject, type TokenKeys } from '@hansom/platform-identity';
import { type Store } from '@hansom/platform-store';

import { buildStamp, type Identity } from '../identity.ts';
import { createLogger, type LogOptions } from '../logger.ts';
import { type PlatformSettings } from '../settings.ts';
import { certificateSource } from './certificate-source.ts';
import { reservedClock, wallClock } from './clocks.ts';
import { meshNetwork, type Network } from './network.ts';
import { openStore } from './open-store.ts';
import { type OpenVolatile, openVolatile, type Volatile } from './volatile.ts';

/** What services of one process share: time, the store's files, and the way to find each other. Nothing else is shared. */
export interface Installation {
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly timers: Timers;
  readonly random: Random;
  readonly network: Network;
  /** Opened when the first service asks for it. */
  store(): Promise<Store>;
  logger(identity: Identity): Logger;
  /** Whose certificates count: the domain of SPIFFE ids. */
  readonly trustDomain: string;
  /** What `subject` shows, and whom it believes. Whoever asks closes it. */
  certificates(subject: Subject): Promise<Certificates>;
  /** By which keys users' tokens are signed. Unless given they are auth's, which is asked for them. */
  readonly tokenKeys?: TokenKeys;
  /** Whether all callers are in this process, so that nobody needs time to hear that an instance leaves. */
  readonly oneProcess: boolean;
  /** What services tell each other beside calls, and may be lost. Opened when the first service asks for it. */
  volatile(): Promise<Volatile>;
  /** The build stamp of this process. */
  readonly version: string;
  /** The variables that settings are read from. */
  readonly env: Environment;
  /** Names of variables with our prefix that other services of this process read. */
  readonly settingsOfOthers: readonly string[];
  /** Where configuration comes from, and where its last good copies are kept. */
  readonly config: Readonly<{ folder: string; copies: string; env: string; region: string }>;
  close(): Promise<void>;
}

export interface InstallationOptions {
  settings: PlatformSettings;
  env: Environment;
  oneProcess: boolean;
  settingsOfOthers?: readonly string[];
  /** Where a service's log goes; standard output unless said otherwise. */
  logDestination?: (service: string) => LogOptions['destination'];
}

/** The installation that a process started from the command line belongs to. Nothing is opened before it is needed. */
export function openInstallation(options: InstallationOptions): Installation {
  const { settings, env, oneProcess, settingsOfOthers = [] } = options;
  const version = buildStamp(new Date());
  const logger = (identity: Identity): Logger =>
    createLogger(identity, {
      level: settings.logLevel,
      destination: options.logDestination?.(identity.name),
    });
  const effects = effectsOf(settings, logger({ ...PLATFORM, version }));
  const network = meshNetwork(settings, effects);
  let store: Promise<Store> | undefined;
  let shared: Promise<OpenVolatile> | undefined;
  return {
    ...effects,
    network,
    volatile: () => (shared ??= openVolatile(settings, effects, { oneProcess })),
    store: () => (store ??= openStore(settings, effects)),
    logger,
    trustDomain: settings.trustDomain,
    certificates: certificateSource(settings, effects),
    oneProcess,
    version,
    env,
    settingsOfOthers,
    config: {
      folder: settings.configFolder,
      copies: path.join(settings.data, 'config'),
      env: settings.env,
      region: settings.region,
    },
    close: async () => {
      await (await shared?.catch(() => undefined))?.close(); // whoever asked for it heard why it did not open
      await network.close();
      await (await store)?.close();
    },
  };
}

/** Who logs what belongs to no service: the store's housekeeping, the mesh. */
const PLATFORM: Omit<Identity, 'version'> = {
  name: 'platform',
  description: 'What the services of a process share.',
  source: 'libs/platform/runtime',
  owner: { team: 'Platform', contact: 'docs/platform' },
};

function effectsOf(settings: PlatformSettings, log: Logger): Effects {
  const monotonic = realMonotonic();
  const clock = clockOf(settings, monotonic);
  const random = realRandom();
  return { clock, monotonic, timers: realTimers(), random, ids: idsFrom(clock, random), log };
}

function clockOf(settings: PlatformSettings, monotonic: Monotonic): Clock {
  if (settings.clock === 'reserved') {
    const { speed, clockMapping: mapping } = settings;
    return reservedClock({ file: clockFile(settings.data), speed, monotonic, mapping });
  }
  if (settings.speed !== 1) throw new RangeError('speed: must be 1 with the wall clock');
  return wallClock();
}

/** Where an installation whose data is in `data` keeps its reservation of domain time. */
export function clockFile(data: string): string {
  return path.join(data, 'clock');
}
