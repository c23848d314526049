import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import {
  type Host,
  type Installation,
  openInstallation,
  platformSettings,
  type RunningService,
  type ServiceDefinition,
  startService,
} from '@hansom/platform-runtime';
import { freePort } from '@hansom/platform-runtime/testing';
import { traffic } from '@hansom/traffic/service';

/** Services of an installation in this process, with a control plane. */
export interface OneProcess {
  readonly installation: Installation;
  start(definition: ServiceDefinition): Promise<RunningService>;
  close(): Promise<void>;
}

/** A new installation in a folder of its own, over mutual TLS and xDS as in production, with a store in memory. */
export async function openOneProcess(): Promise<OneProcess> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-bench-'));
  const port = await freePort();
  const settings = platformSettings.parse({
    data,
    store: 'memory',
    logLevel: 'silent',
    traffic: [`127.0.0.1:${port}`],
  });
  const installation = openInstallation({ settings, env: { HANSOM_DATA: data }, oneProcess: true });
  const services: RunningService[] = [];
  const start = async (definition: ServiceDefinition): Promise<RunningService> => {
    const service = await startService(definition, installation);
    services.push(service);
    return service;
  };
  await start({ ...traffic, port });
  return {
    installation,
    start,
    close: async () => {
      await Promise.all(services.map((service) => service.close()));
      await installation.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The same service, and what its platform gives it, once it has started. */
export function withHost(definition: ServiceDefinition): { definition: ServiceDefinition; host: () => Host } {
  let given: Host | undefined;
  return {
    definition: {
      ...definition,
      compose: (host) => {
        given = host;
        return definition.compose(host);
      },
    },
    host: () => {
      if (!given) throw new Error('the service has not started');
      return given;
    },
  };
}
