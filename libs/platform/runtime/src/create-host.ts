import { announcement } from '@hansom/platform-bus';
import { type Config, type SettingsSchema, type z } from '@hansom/platform-config';
import { rootCall } from '@hansom/platform-rpc';
import { aggregates } from '@hansom/platform-schedule';
import { openTable } from '@hansom/platform-store';

import { type CallPath } from './call-path.ts';
import { type Host } from './host.ts';
import { type Installation } from './installation/installation.ts';
import { type Instruments } from './instruments.ts';
import { type Keeping } from './keeping.ts';
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
  keeping: Keeping;
}

/** The host of one service: what it makes is closed with the service's life-cycle. */
export function createHost<S extends SettingsSchema, C extends ConfigSchema>(
  parts: HostParts<S, C>,
): Host<S, C> {
  const {
    installation,
    instruments,
    path,
    identity,
    effects,
    lifeCycle,
    settings,
    config,
    listenHost,
    keeping,
  } = parts;
  return {
    ...effects,
    identity,
    settings,
    config,
    telemetry: instruments.telemetry,
    listenHost,
    tokens: path.tokens,
    client: (contract, to) => path.client(contract, to),
    aggregates: async (options) => {
      const opened = aggregates(effects, await keeping.engine(options.aggregate.name), {
        ...options,
        service: identity.name,
        sink: installation.bus,
        contextOfCall: contextOfCall(instruments.telemetry),
      });
      lifeCycle.add(`aggregates ${options.aggregate.name}`, () => opened.close());
      keeping.sources.set(options.aggregate.name, opened);
      opened.start();
      return opened;
    },
    table: async (definition) => openTable(await keeping.engine(definition.name), definition),
    contendedTable: async (definition) =>
      openTable(await keeping.engine(definition.name), definition, effects),
    announce: async (events, told) => {
      if (events.topic !== identity.name) throw new TypeError(`${told.type} is for ${events.topic} to tell`);
      await installation.bus.publish(announcement(events, told, effects.clock.now()));
    },
    call: ({ deadlineMs }) => rootCall(effects, { name: identity.name, deadlineMs }),
    loop: (name, options) => {
      const loop = startLoop(name, options, effects);
      lifeCycle.add(name, () => loop.close());
      return loop;
    },
    check: (check) => void instruments.health.add(check),
    onClose: (name, close) => lifeCycle.add(name, close),
  };
}
