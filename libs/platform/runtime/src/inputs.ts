import path from 'node:path';

import {
  type Config,
  ConfigError,
  createConfig,
  fileSource,
  lastKnownGoodFile,
  readSettings,
  type SettingsSchema,
  type z,
} from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import { type ContractDefinition } from '@hansom/platform-rpc';

import { type Installation } from './installation/installation.ts';
import { type ConfigSchema, type ServiceDefinition } from './service.ts';
import { type PlatformSettings, platformSettings } from './settings.ts';

/** What the name of every setting begins with. */
export const SETTINGS_PREFIX = 'HANSOM_';

interface Inputs<S extends SettingsSchema, C extends ConfigSchema> {
  settings: PlatformSettings;
  /** The service's own. */
  own: Readonly<z.infer<S>>;
  config: Config<z.infer<C>>;
}

/** Reads settings and configuration. Throws one `ConfigError` with the problems of both. */
export async function readInputs<
  D extends ContractDefinition,
  S extends SettingsSchema,
  C extends ConfigSchema,
>(
  definition: ServiceDefinition<D, S, C>,
  installation: Installation,
  effects: Effects,
): Promise<Inputs<S, C>> {
  const [settings, config] = await Promise.allSettled([
    readServiceSettings(definition.settings, installation),
    readConfig(definition, installation, effects),
  ]);
  if (settings.status === 'fulfilled' && config.status === 'fulfilled') {
    return { ...settings.value, config: config.value };
  }
  if (config.status === 'fulfilled') config.value.close();
  throw bothErrors(
    [settings, config].flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
  );
}

async function readServiceSettings<S extends SettingsSchema>(schema: S, installation: Installation) {
  const all = platformSettings.extend(schema.shape);
  const { env, settingsOfOthers } = installation;
  const settings = readSettings(all, env, { prefix: SETTINGS_PREFIX, alsoKnown: settingsOfOthers });
  return { settings: platformSettings.parse(settings), own: schema.parse(settings) };
}

function readConfig<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
  installation: Installation,
  effects: Effects,
): Promise<Config<z.infer<C>>> {
  const { folder, env, region, copies } = installation.config;
  const service = definition.name;
  return createConfig({
    source: fileSource({ folder, env, region, service, effects }),
    schema: definition.config as unknown as z.ZodType<z.infer<C>>, // the same type, spelt out
    effects,
    lastKnownGood: lastKnownGoodFile(path.join(copies, `${service}.json`)),
  }).catch((error: unknown) => {
    throw error instanceof ConfigError ? located(error, `configuration of ${service} in ${folder}`) : error;
  });
}

/** What no layer says is missing in all of them: then the whole is named. */
function located({ problems, cause }: ConfigError, whole: string): ConfigError {
  return new ConfigError(
    problems.map((problem) => ({ layer: whole, ...problem })),
    { cause },
  );
}

function bothErrors(reasons: unknown[]): unknown {
  const problems = reasons.flatMap((reason) => (reason instanceof ConfigError ? reason.problems : []));
  const unexpected = reasons.find((reason) => !(reason instanceof ConfigError));
  return unexpected ?? new ConfigError(problems);
}
