import {
  addConsumerMetrics,
  behindCheck,
  type Consumers,
  createConsumers,
  eventsService,
  groupTables,
  parkedCheck,
  remoteOwner,
  type Subscription,
} from '@hansom/platform-bus';
import { type Config, type SettingsSchema, type z } from '@hansom/platform-config';
import { type ContractDefinition, type Served } from '@hansom/platform-rpc';
import { EventsServiceDefinition, SubscriptionsServiceDefinition } from '@hansom/proto-platform';

import { type CallPath } from './call-path.ts';
import { createHost } from './create-host.ts';
import { type Installation } from './installation/installation.ts';
import { type Volatile } from './installation/volatile.ts';
import { type Instruments } from './instruments.ts';
import { type Keeping, keepingOf } from './keeping.ts';
import { type Listener } from './listener.ts';
import { type OfPlatform, servedContracts } from './served-contracts.ts';
import { type ConfigSchema, type ServiceDefinition } from './service.ts';
import { type Starting } from './start-service.ts';

interface Composition<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema> {
  definition: ServiceDefinition<D, S, C>;
  installation: Installation;
  instruments: Instruments;
  path: CallPath;
  settings: Readonly<z.infer<S>>;
  config: Config<z.infer<C>>;
  listenHost: string;
  trustedProxies: readonly string[];
}

/** A service put together, with all that the platform adds. Nothing of it can be reached yet. */
interface ComposedService {
  contracts: readonly Served[];
  listeners: readonly Listener[];
  consumers: Consumers;
}

export async function composeService<
  D extends ContractDefinition,
  S extends SettingsSchema,
  C extends ConfigSchema,
>(starting: Starting, composition: Composition<D, S, C>): Promise<ComposedService> {
  const { definition, installation, instruments, config } = composition;
  const keeping = keepingOf(starting, installation, { definition, instruments });
  const volatile = await installation.volatile();
  const composed = await definition.compose(createHost({ ...starting, ...composition, keeping, volatile }));
  for (const check of volatile.checks) instruments.health.add(check);
  const { handlers, also, consumers: subscriptions = [], listeners = [] } = composed;
  const consumers = await createConsuming(starting, { ...composition, keeping, volatile, subscriptions });
  const contracts = servedContracts(starting, instruments, {
    contract: definition.contract,
    handlers,
    also,
    ofPlatform: [...eventsOf(starting, keeping), ...parkedOf(consumers)],
    config: () => config.current,
  });
  return { contracts, listeners, consumers };
}

interface Consuming {
  instruments: Instruments;
  path: CallPath;
  keeping: Keeping;
  volatile: Volatile;
  subscriptions: readonly Subscription[];
}

async function createConsuming(
  { identity, effects }: Starting,
  { instruments, path, keeping, volatile, subscriptions }: Consuming,
): Promise<Consumers> {
  const { telemetry, health } = instruments;
  const service = identity.name;
  const consumers = await createConsumers({
    service,
    effects,
    telemetry,
    subscriptions,
    bus: volatile.bus,
    engine: () => keeping.engine(...groupTables.map(({ name }) => name)),
    ownerOf: (kind) => {
      const client = path.client(EventsServiceDefinition, kind.topic);
      return remoteOwner({ service, effects, kind, client });
    },
  });
  if (subscriptions.length === 0) return consumers;
  addConsumerMetrics(telemetry, consumers);
  health.add(parkedCheck(consumers));
  health.add(behindCheck(consumers));
  return consumers;
}

/** Who keeps aggregates tells of their events. */
function eventsOf({ identity }: Starting, { sources }: Keeping): OfPlatform[] {
  if (sources.size === 0) return [];
  const served = eventsService({ service: identity.name, sources });
  return [{ contract: EventsServiceDefinition, served }];
}

function parkedOf({ served }: Consumers): OfPlatform[] {
  return served.map((one) => ({ contract: SubscriptionsServiceDefinition, served: one }));
}
