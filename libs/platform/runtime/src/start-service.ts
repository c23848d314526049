import { type SettingsSchema } from '@hansom/platform-config';
import { type Effects, idsFrom, type Millis } from '@hansom/platform-context';
import { type ContractDefinition, createServer, grpcServerTransport, serve } from '@hansom/platform-rpc';

import { createCallPath } from './call-path.ts';
import { createHost } from './create-host.ts';
import { type Identity, identityOf } from './identity.ts';
import { type Installation } from './installation/installation.ts';
import { PROPAGATION_MS } from './installation/run-directory.ts';
import { LifeCycle } from './life-cycle.ts';
import { readInputs } from './inputs.ts';
import { type ConfigSchema, type ServiceDefinition } from './service.ts';

/** How long what is in flight may go on after a service was told to stop. */
export const DRAIN_MS: Millis = 10_000;

/** A service that takes calls. */
export interface RunningService {
  readonly identity: Identity;
  readonly instance: string;
  /** host:port */
  readonly address: string;
  /**
   * Stops it: says goodbye, lets everybody hear it, finishes what is in flight, closes what it opened. Idempotent.
   * Rejects with an AggregateError when a part did not close; the others are closed all the same.
   */
  close(): Promise<void>;
}

/**
 * Starts one service of an installation: settings and configuration -> composition -> server -> registration. What fails on
 * the way is closed again and thrown; a `ConfigError` lists all that is wrong with settings and configuration at once.
 */
export async function startService<
  D extends ContractDefinition,
  S extends SettingsSchema,
  C extends ConfigSchema,
>(definition: ServiceDefinition<D, S, C>, installation: Installation): Promise<RunningService> {
  const identity = identityOf(definition, installation.version);
  const log = installation.logger(identity);
  const { clock, monotonic, timers, random } = installation;
  const effects: Effects = { clock, monotonic, timers, random, ids: idsFrom(clock, random), log };
  const lifeCycle = new LifeCycle(log);
  try {
    const address = await serveService(definition, installation, { identity, effects, lifeCycle });
    const instance = effects.ids.uuid();
    await register({
      service: identity.name,
      instance,
      version: identity.version,
      address,
      pid: process.pid,
    });
    log.info('serving', { address, instance });
    return { identity, instance, address, close: () => lifeCycle.close() };
  } catch (error) {
    await lifeCycle.close().catch((cause: unknown) => log.error('what was started did not close', { cause }));
    throw error;
  }

  async function register(entry: Parameters<Installation['registry']['register']>[0]): Promise<void> {
    const withdraw = await installation.registry.register(entry);
    lifeCycle.add('registration', async () => {
      log.info('stopping');
      await withdraw();
      if (!installation.oneProcess) await timers.sleep(2 * PROPAGATION_MS);
    });
  }
}

/** What a service brings to its start. */
export interface Starting {
  identity: Identity;
  effects: Effects;
  lifeCycle: LifeCycle;
}

async function serveService<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
  installation: Installation,
  starting: Starting,
): Promise<string> {
  const { identity, effects, lifeCycle } = starting;
  const { settings, own, config } = await readInputs(definition, installation, effects);
  lifeCycle.add('config', () => config.close());
  const path = await createCallPath(installation, starting);
  const host = createHost({ ...starting, installation, path, settings: own, config });
  const { handlers } = await definition.compose(host);
  const server = createServer({
    service: identity.name,
    effects,
    contracts: [serve(definition.contract, handlers)],
    transport: grpcServerTransport({ host: settings.host, port: settings.port, ...path.server }),
    interceptors: path.serverInterceptors,
  });
  lifeCycle.add('server', () => server.close({ graceMs: DRAIN_MS }));
  const { address } = await server.start();
  return address;
}
