import { announcement, type Bus } from '@hansom/platform-bus';
import { type Logger } from '@hansom/platform-context';
import { type Config, type SettingsSchema, type z } from '@hansom/platform-config';
import { rootCall } from '@hansom/platform-rpc';
import { aggregates, type EventEnvelope } from '@hansom/platform-schedule';
import { openTable } from '@hansom/platform-store';

import { type CallPath } from './call-path.ts';
import { type Host } from './host.ts';
import { type Volatile } from './installation/volatile.ts';
import { type Instruments } from './instruments.ts';
import { type Keeping } from './keeping.ts';
import { startLoop } from './loop.ts';
import { type ConfigSchema } from './service.ts';
import { contextOfCall } from './context-of-call.ts';
import { type Starting } from './start-service.ts';

interface HostParts<S extends SettingsSchema, C extends ConfigSchema> extends Starting {
  instruments: Instruments;
  path: CallPath;
  settings: Readonly<z.infer<S>>;
  config: Config<z.infer<C>>;
  listenHost: string;
  trustedProxies: readonly string[];
  keeping: Keeping;
  volatile: Volatile;
}

/** The host of one service: what it makes is closed with the service's life-cycle. */
export function createHost<S extends SettingsSchema, C extends ConfigSchema>(
  parts: HostParts<S, C>,
): Host<S, C> {
  const {
    instruments,
    path,
    identity,
    effects,
    lifeCycle,
    settings,
    config,
    listenHost,
    trustedProxies,
    keeping,
    volatile: { bus, rateLimiter },
  } = parts;
  return {
    ...effects,
    identity,
    settings,
    config,
    telemetry: instruments.telemetry,
    listenHost,
    trustedProxies,
    rateLimiter: rateLimiter(identity.name),
    tokens: path.tokens,
    client: (contract, to) => path.client(contract, to),
    aggregates: async (options) => {
      const opened = aggregates(effects, await keeping.engine(options.aggregate.name), {
        ...options,
        service: identity.name,
        sink: bus,
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
      await publishSoftly(bus, announcement(events, told, effects.clock.now()), effects.log);
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

/** Whoever announces something goes on without a bus. */
async function publishSoftly(bus: Bus, envelope: EventEnvelope, log: Logger): Promise<void> {
  try {
    await bus.publish(envelope);
  } catch (error) {
    log.debug('nobody was told', { event: envelope.id, error });
  }
}
