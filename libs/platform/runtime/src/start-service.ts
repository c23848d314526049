import { type SettingsSchema } from '@hansom/platform-config';
import { type Effects, idsFrom, type Millis } from '@hansom/platform-context';
import { type Health, startHealthServer } from '@hansom/platform-health';
import { type ContractDefinition, createServer, grpcServerTransport } from '@hansom/platform-rpc';

import { createCallPath } from './call-path.ts';
import { createHost } from './create-host.ts';
import { type Identity, identityOf } from './identity.ts';
import { type Installation } from './installation/installation.ts';
import { createInstruments } from './instruments.ts';
import { PROPAGATION_MS } from './installation/run-directory.ts';
import { LifeCycle } from './life-cycle.ts';
import { readInputs } from './inputs.ts';
import { servedContracts } from './served-contracts.ts';
import { type ConfigSchema, type ServiceDefinition } from './service.ts';

/** How long what is in flight may go on after a service was told to stop. */
export const DRAIN_MS: Millis = 10_000;

/** A service that takes calls. */
export interface RunningService {
  readonly identity: Identity;
  readonly instance: string;
  /** host:port */
  readonly address: string;
  /** Where `/livez`, `/readyz` and `/metrics` are. */
  readonly healthUrl: string;
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
 * Starts one service of an installation: settings and configuration -> instruments, certificates -> composition -> server, health pages ->
 * registration. What fails on the way is closed again and thrown; a `ConfigError` lists all that is wrong with settings and configuration
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
    const { address, healthUrl, health } = await serveService(definition, installation, starting);
    health.setServing(true);
    await register(starting, installation, { address, health });
    effects.log.info('serving', { address, instance, health: healthUrl });
    return { identity, instance, address, healthUrl, close: () => lifeCycle.close() };
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
): Promise<{ address: string; healthUrl: string; health: Health }> {
  const { identity, effects, lifeCycle } = starting;
  const { settings, own, config } = await readInputs(definition, installation, effects);
  lifeCycle.add('config', () => config.close());
  const instruments = createInstruments(starting, { settings, configProblems: () => config.problems });
  const { health, telemetry } = instruments;
  const path = await createCallPath(installation, starting, instruments);
  const host = createHost({ ...starting, installation, instruments, path, settings: own, config });
  const { handlers } = await definition.compose(host);
  const server = createServer({
    service: identity.name,
    effects,
    contracts: servedContracts(starting, instruments, {
      contract: definition.contract,
      handlers,
      config: () => config.current,
    }),
    transport: grpcServerTransport({ host: settings.host, port: settings.port, ...path.server }),
    interceptors: path.serverInterceptors,
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
  return { address, healthUrl: pages.url, health };
}

/** Tells the others of the instance, and how to take that back: first of all that is done when it stops. */
async function register(
  { identity, instance, effects, lifeCycle }: Starting,
  { registry, oneProcess }: Installation,
  { address, health }: { address: string; health: Health },
): Promise<void> {
  const { name: service, version } = identity;
  const withdraw = await registry.register({ service, instance, version, address, pid: process.pid });
  lifeCycle.add('registration', async () => {
    effects.log.info('stopping');
    health.setServing(false);
    await withdraw();
    if (!oneProcess) await effects.timers.sleep(2 * PROPAGATION_MS);
  });
}
