import path from 'node:path';

import { describeSettings, type Environment, readSettings } from '@hansom/platform-config';
import {
  type Installation,
  logFile,
  openInstallation,
  platformSettings,
  type RunningService,
  type ServiceDefinition,
  SETTINGS_PREFIX,
  startService,
  stopSignal,
} from '@hansom/platform-runtime';

import { loadService, SERVICES } from '../services.ts';

interface StartOptions {
  data: string;
  store: 'embedded' | 'memory';
  speed: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  untilReady?: boolean;
}

/**
 * Runs services in this process until it is told to stop, and closes them in reverse order. Each logs to its own file under
 * `<data>/logs`.
 */
export async function start(names: readonly string[], options: StartOptions): Promise<void> {
  const stopped = stopSignal();
  const definitions = await Promise.all((names.length > 0 ? names : Object.keys(SERVICES)).map(loadService));
  const installation = openHere(definitions, options);
  const running: RunningService[] = [];
  try {
    for (const definition of definitions) running.push(await startOne(definition, installation));
    print(
      `${running.length} services are up after ${Math.round(process.uptime() * 1000)} ms; logs in ${options.data}/logs`,
    );
    if (options.untilReady) return;
    print('Ctrl-C stops them.');
    await stopped;
  } finally {
    await Promise.all(running.map((service) => service.close()));
    await installation.close();
  }
}

function openHere(definitions: readonly ServiceDefinition[], options: StartOptions): Installation {
  const { data, store, speed, logLevel } = options;
  const env = without(DECIDED_HERE, process.env);
  const settingsOfOthers = definitions
    .flatMap(({ settings }) => describeSettings(settings, SETTINGS_PREFIX))
    .map(({ name }) => name);
  const given = readSettings(platformSettings, env, { prefix: SETTINGS_PREFIX, alsoKnown: settingsOfOthers });
  return openInstallation({
    settings: { ...given, data, store, speed, logLevel, clock: 'reserved' },
    env,
    settingsOfOthers,
    oneProcess: true,
    logDestination: (service) => logFile(path.join(data, 'logs', `${service}.log`)),
  });
}

/** Settings that are options of this command, or that the services of one process cannot share. */
const DECIDED_HERE = ['DATA', 'STORE', 'SPEED', 'LOG_LEVEL', 'CLOCK', 'PORT', 'HEALTH_PORT'];

function without(settings: readonly string[], env: Environment): Environment {
  const names = settings.map((setting) => SETTINGS_PREFIX + setting);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

async function startOne(definition: ServiceDefinition, installation: Installation): Promise<RunningService> {
  const service = await startService(definition, installation);
  print(`  ${definition.name.padEnd(20)} ${service.address.padEnd(22)} ${definition.description}`);
  return service;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
