import type { Config, SettingsSchema, z } from '@hansom/platform-config';
import { createClient, grpcClientTransport, rootCall } from '@hansom/platform-rpc';
import type { Engine } from '@hansom/platform-store';

import type { Host } from './host.ts';
import type { Installation } from './installation/installation.ts';
import { startLoop } from './loop.ts';
import type { ConfigSchema } from './service.ts';
import type { Starting } from './start-service.ts';

interface HostParts<S extends SettingsSchema, C extends ConfigSchema> extends Starting {
  installation: Installation;
  settings: Readonly<z.infer<S>>;
  config: Config<z.infer<C>>;
}

/** The host of one service: what it makes is closed with the service's life-cycle. */
export function createHost<S extends SettingsSchema, C extends ConfigSchema>(
  parts: HostParts<S, C>,
): Host<S, C> {
  const { installation, identity, effects, lifeCycle, settings, config } = parts;
  const transport = grpcClientTransport({ resolver: installation.resolver });
  lifeCycle.add('clients', () => transport.close());
  let engine: Promise<Engine> | undefined;
  return {
    ...effects,
    identity,
    settings,
    config,
    client: (contract) => createClient(contract, { effects, transport, from: identity.name }),
    engine: () => (engine ??= openEngine()),
    call: ({ deadlineMs }) => rootCall(effects, { name: identity.name, deadlineMs }),
    loop: (name, options) => {
      const loop = startLoop(name, options, effects);
      lifeCycle.add(name, () => loop.close());
      return loop;
    },
    onClose: (name, close) => lifeCycle.add(name, close),
  };

  async function openEngine(): Promise<Engine> {
    const store = await installation.store();
    const opened = await store.open(identity.name);
    lifeCycle.add('store', () => opened.close());
    return opened;
  }
}
