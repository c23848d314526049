import { ConfigError, describeSettings, readSettings, type SettingsSchema } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { type ContractDefinition, endpointsOf } from '@hansom/platform-rpc';

import { buildStamp, identityOf } from './identity.ts';
import { SETTINGS_PREFIX } from './inputs.ts';
import { type Installation, openInstallation } from './installation/installation.ts';
import { type ConfigSchema, type ServiceDefinition } from './service.ts';
import { leave } from './leave.ts';
import { platformSettings } from './settings.ts';
import { startService } from './start-service.ts';
import { supervisor } from './supervisor.ts';

/**
 * Runs one service as this process: what a `main.ts` calls. `--version` and `--describe` print and end. SIGTERM, SIGINT and the death of the
 * process that supervises it stop it in order; a second signal ends it at once. An error that nobody caught is logged under the service's name and ends the process with code 1.
 */
export function runService<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
): void {
  if (process.argv.includes('--version')) return print(buildStamp(new Date()));
  if (process.argv.includes('--describe')) return print(JSON.stringify(describe(definition), undefined, 2));
  run(definition).catch((error: unknown) => end(definition.name, error));
}

async function run<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
): Promise<void> {
  const installation = installationOf(definition);
  const log = installation.logger(identityOf(definition, installation.version));
  process.on('uncaughtException', (error) => {
    log.error('uncaught error', { error });
    process.exit(1);
  });
  const stopped = stopSignal();
  const parent = supervisor();
  const service = await startService(definition, installation);
  parent.tell(service);
  await Promise.race([stopped, parent.lost]);
  await service.close();
  await installation.close();
  leave();
}

function installationOf<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
): Installation {
  const own = describeSettings(definition.settings, SETTINGS_PREFIX).map((row) => row.name);
  const settings = readSettings(platformSettings, process.env, { prefix: SETTINGS_PREFIX, alsoKnown: own });
  return openInstallation({ settings, env: process.env, oneProcess: false });
}

/** Resolves at the first SIGTERM or SIGINT; the second ends the process. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGTERM', ask);
    process.on('SIGINT', ask);
  });
}

/** What a service says of itself: identity, endpoints with their promises, settings. */
export function describe<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
): object {
  const settings = platformSettings.extend(definition.settings.shape);
  return {
    ...identityOf(definition, buildStamp(new Date())),
    endpoints: Object.values(endpointsOf(definition.contract)).map(
      ({ method, path, promise, access, criticality, idempotency }) => ({
        method,
        path,
        promise,
        access,
        criticality,
        idempotency,
      }),
    ),
    settings: describeSettings(settings, SETTINGS_PREFIX),
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function end(service: string, error: unknown): void {
  const told = error instanceof ConfigError || error instanceof HansomError;
  const text = told ? error.message : String(error instanceof Error ? (error.stack ?? error.message) : error);
  process.stderr.write(`${service} cannot run:\n${text.replace(/^/gm, '  ')}\n`);
  process.exit(1);
}
