import { type Config, type SettingsSchema, type z } from '@hansom/platform-config';
import { rootCall } from '@hansom/platform-rpc';
import { aggregates } from '@hansom/platform-schedule';
import { type Engine, openTable } from '@hansom/platform-store';

import { type CallPath } from './call-path.ts';
import { type Host } from './host.ts';
import { type Installation } from './installation/installation.ts';
import { type Instruments } from './instruments.ts';
import { startLoop } from './loop.ts';
import { type ConfigSchema } from './service.ts';
import { contextOfCall } from './context-of-call.ts';
import { type Starting } from './start-service.ts';

interface HostParts<S extends SettingsSchema, C extends ConfigSchema> extends Starting {
  installation: Installation;
  instruments: Instruments;
  path: CallPath;
  settings: Readonly<z.infer<S>>;
  config: Config<z.infer<C>>;
  listenHost: string;
}

/** The host of one service: what it makes is closed with the service's life-cycle. */
export function createHost<S extends SettingsSchema, C extends ConfigSchema>(
  parts: HostParts<S, C>,
): Host<S, C> {
  const { installation, instruments, path, identity, effects, lifeCycle, settings, config, listenHost } =
    parts;
  let engine: Promise<Engine> | undefined;
  return {
    ...effects,
    identity,
    settings,
    config,
    telemetry: instruments.telemetry,
    listenHost,
    client: (contract) => path.client(contract),
    aggregates: async (options) => {
      const opened = aggregates(effects, await openEngine(), {
        ...options,
        service: identity.name,
        sink: installation.bus,
        contextOfCall: contextOfCall(instruments.telemetry),
      });
      lifeCycle.add(`aggregates ${options.aggregate.name}`, () => opened.close());
      opened.start();
      return opened;
    },
    table: async (definition) => openTable(await openEngine(), definition),
    contendedTable: async (definition) => openTable(await openEngine(), definition, effects),
    call: ({ deadlineMs }) => rootCall(effects, { name: identity.name, deadlineMs }),
    loop: (name, options) => {
      const loop = startLoop(name, options, effects);
      lifeCycle.add(name, () => loop.close());
      return loop;
    },
    check: (check) => void instruments.health.add(check),
    onClose: (name, close) => lifeCycle.add(name, close),
  };

  /** One engine a service, opened when first asked for. */
  function openEngine(): Promise<Engine> {
    return (engine ??= installation
      .store()
      .then((store) => store.open(identity.name))
      .then((opened) => {
        lifeCycle.add('store', () => opened.close());
        return instruments.telemetry.engine(opened);
      }));
  }
}
