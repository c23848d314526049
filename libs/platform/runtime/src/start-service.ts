import { type Consumers } from '@hansom/platform-bus';
import { type SettingsSchema } from '@hansom/platform-config';
import { type Effects, idsFrom, type Millis } from '@hansom/platform-context';
import { type Health, startHealthServer } from '@hansom/platform-health';
import {
  type ContractDefinition,
  createServer,
  type Endpoint,
  endpointsOf,
  grpcServerTransport,
} from '@hansom/platform-rpc';
import { type Telemetry } from '@hansom/platform-telemetry';

import { advertised } from './advertised.ts';
import { type CallPath, createCallPath } from './call-path.ts';
import { composeService } from './compose-service.ts';
import { type Identity, identityOf } from './identity.ts';
import { type Installation } from './installation/installation.ts';
import { createInstruments } from './instruments.ts';
import { LifeCycle } from './life-cycle.ts';
import { startListeners } from './listener.ts';
import { readInputs } from './inputs.ts';
import { type ConfigSchema, type ServiceDefinition } from './service.ts';
import { type PlatformSettings } from './settings.ts';

/** After its goodbye was heard by every replica of `traffic`, callers hear it from those: twice as long as that takes. */
const PROPAGATION_MS: Millis = 500;

/** How long what is in flight may go on after a service was told to stop. */
export const DRAIN_MS: Millis = 10_000;

/** A service that takes calls. */
export interface RunningService {
  readonly identity: Identity;
  readonly instance: string;
  /** host:port */
  readonly address: string;
  /** host:port of what it opened beside its RPCs, by the listener's name. */
  readonly listening: Readonly<Record<string, string>>;
  /** Where `/livez`, `/readyz` and `/metrics` are. */
  readonly healthUrl: string;
  /** What `/readyz` tells, for those in the same process. */
  readonly health: Pick<Health, 'state'>;
  /** How the calls that it serves go. */
  readonly rates: Pick<Telemetry['rates'], 'endpoints'>;
  /**
   * Stops it: says goodbye, lets everybody hear it, finishes what is in flight, closes what it opened. Idempotent.
   * Rejects with an AggregateError when a part did not close; the others are closed all the same.
   */
  close(): Promise<void>;
}

/** What a service brings to its start. */
export interface Starting {
  readonly identity: Identity;
  /** Which of the service's instances this is: a UUID. */
  readonly instance: string;
  readonly effects: Effects;
  readonly lifeCycle: LifeCycle;
}

/**
 * Starts one service of an installation: settings and configuration -> instruments, certificates -> composition -> server, health pages, listeners
 * -> registration -> consumers. What fails on the way is closed again and thrown; a `ConfigError` lists all that is wrong with settings and configuration
 * at once.
 */
export async function startService<
  D extends ContractDefinition,
  S extends SettingsSchema,
  C extends ConfigSchema,
>(definition: ServiceDefinition<D, S, C>, installation: Installation): Promise<RunningService> {
  const starting = begin(definition, installation);
  const { identity, instance, lifeCycle, effects } = starting;
  try {
    const reachable = await serveService(definition, installation, starting);
    await register(starting, installation, reachable);
    const { consumers } = reachable;
    lifeCycle.add('consumers', () => consumers.close());
    consumers.start();
    const { address, listening, healthUrl, health, rates } = reachable;
    effects.log.info('serving', { address, ...listening, instance, health: healthUrl });
    const close = (): Promise<void> => lifeCycle.close();
    return { identity, instance, address, listening, healthUrl, health, rates, close };
  } catch (error) {
    await lifeCycle
      .close()
      .catch((cause: unknown) => effects.log.error('what was started did not close', { cause }));
    throw error;
  }
}

function begin(
  definition: Pick<ServiceDefinition, 'name' | 'description' | 'owner'>,
  installation: Installation,
): Starting {
  const identity = identityOf(definition, installation.version);
  const log = installation.logger(identity);
  const { clock, monotonic, timers, random } = installation;
  const effects: Effects = { clock, monotonic, timers, random, ids: idsFrom(clock, random), log };
  return { identity, instance: effects.ids.uuid(), effects, lifeCycle: new LifeCycle(log) };
}

async function serveService<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
  installation: Installation,
  starting: Starting,
): Promise<Reachable> {
  const { identity, effects, lifeCycle } = starting;
  const { settings, own, config } = await readInputs(definition, installation, effects);
  lifeCycle.add('config', () => config.close());
  const instruments = createInstruments(starting, { settings, configProblems: () => config.problems });
  const { health, telemetry } = instruments;
  const path = await createCallPath(installation, starting, instruments);
  const { contracts, listeners, consumers } = await composeService(starting, {
    ...{ definition, installation, instruments, path, settings: own, config },
    listenHost: settings.host,
    trustedProxies: settings.trustedProxies,
  });
  const server = createServer({
    service: identity.name,
    effects,
    contracts,
    transport: grpcServerTransport({
      host: settings.host,
      port: settings.port ?? definition.port,
      ...path.server,
    }),
    interceptors: path.serverInterceptors,
    liveMeanMs: (endpoint) => telemetry.rates.meanMs(endpoint),
  });
  lifeCycle.add('server', () => server.close({ graceMs: DRAIN_MS }));
  const pages = await startHealthServer({
    host: settings.host,
    port: settings.healthPort,
    effects,
    health,
    metrics: () => telemetry.metrics(),
  });
  lifeCycle.add('health pages', () => pages.close());
  const { address } = await server.start();
  const listening = await startListeners(listeners, { lifeCycle, graceMs: DRAIN_MS });
  const sharded = Object.values<Endpoint>(endpointsOf(definition.contract)).some(({ shard }) => shard);
  const { rates } = telemetry;
  return { address, listening, healthUrl: pages.url, health, rates, path, settings, sharded, consumers };
}

/** A service that serves, and that nobody knows of yet. */
interface Reachable {
  address: string;
  /** Addresses of its listeners. */
  listening: Readonly<Record<string, string>>;
  healthUrl: string;
  health: Health;
  rates: Telemetry['rates'];
  path: CallPath;
  settings: PlatformSettings;
  sharded: boolean;
  consumers: Consumers;
}

/** Tells the others of the instance, and how to take that back: first of all that is done when it stops. */
async function register(
  { identity, instance, effects, lifeCycle }: Starting,
  { oneProcess }: Installation,
  { address, healthUrl, health, path, settings, sharded }: Reachable,
): Promise<void> {
  const { zone, label, advertise } = settings;
  const { name: service, version } = identity;
  const healthAddress = advertised(new URL(healthUrl).host, advertise);
  health.setServing(true);
  const goodbye = await path.register({
    service,
    instance,
    version,
    zone,
    address: advertised(address, advertise),
    healthAddress,
    sharded,
    state: 'serving',
    ...(label !== undefined && { label }),
  });
  lifeCycle.add('registration', async () => {
    effects.log.info('stopping');
    health.setServing(false);
    await goodbye();
    if (!oneProcess) await effects.timers.sleep(PROPAGATION_MS);
  });
}
