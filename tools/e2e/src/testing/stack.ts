import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type LogLine, recordingLogger } from '@hansom/platform-context/testing';
import { newSigningKeys, publicKeys, type SigningKeys, staticKeys } from '@hansom/platform-identity';
import { type TestCa, testCa } from '@hansom/platform-identity/testing';
import {
  type Identity,
  type Installation,
  openInstallation,
  platformSettings,
  type RunningService,
  type ServiceDefinition,
  startService,
} from '@hansom/platform-runtime';
import { MemoryNetwork } from '@hansom/platform-runtime/testing';

import { type Reached, watched } from './watched.ts';

/** Running services, and what no caller should have: the authority behind their certificates, the keys behind users' tokens. */
export interface Stack {
  readonly ca: TestCa;
  readonly signing: SigningKeys;
  /** Every call that reached a handler so far, in order. A spec may empty it. */
  readonly reached: Reached[];
  /** What the services logged so far. */
  readonly log: readonly LogLine[];
  /** host:port of a service. */
  addressOf(service: string): string;
  close(): Promise<void>;
}

/** What listens beside gRPC takes any free port. Known to all services, though each is read by one. */
const PORTS = { HANSOM_CUSTOMER_API_PORT: '0', HANSOM_DRIVER_API_PORT: '0', HANSOM_REALTIME_PORT: '0' };

/** Starts services as an installation does, over mutual TLS on free ports, with a store in memory and an authority of the spec's. */
export async function startStack(definitions: readonly ServiceDefinition[]): Promise<Stack> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-e2e-'));
  const roads = path.join(data, 'roads');
  const own = { ...PORTS, HANSOM_ROADS: roads, HANSOM_ROBOTS_ROADS: roads, HANSOM_ROBOTS_DRIVERS: '0' };
  const [ca, signing] = await Promise.all([testCa(), newSigningKeys()]);
  const opened = openInstallation({
    settings: platformSettings.parse({ data, configFolder: data, store: 'memory', logLevel: 'silent' }),
    env: { HANSOM_PORT: '0', ...own },
    settingsOfOthers: Object.keys(own),
    oneProcess: true,
  });
  const log = recordingLogger();
  const installation = {
    ...opened,
    logger: ({ name }: Identity) => log.with({ service: name }),
    network: new MemoryNetwork(),
    certificates: ca.certificates,
    tokenKeys: staticKeys(publicKeys(signing)),
  } satisfies Installation;
  const reached: Reached[] = [];
  const services: RunningService[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(services.map((service) => service.close()));
    await installation.close();
    await rm(data, { recursive: true, force: true });
  };
  try {
    // One after the other, as `hansom start` does: a service may call those before it while it starts.
    for (const definition of definitions)
      services.push(await startService(watched(definition, reached), installation));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ca,
    signing,
    reached,
    log: log.lines,
    addressOf: (service) => addressIn(services, service),
    close,
  };
}

function addressIn(services: readonly RunningService[], name: string): string {
  const found = services.find(({ identity }) => identity.name === name);
  if (!found) throw new Error(`${name} was not started`);
  return found.address;
}
