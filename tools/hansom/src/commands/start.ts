import path from 'node:path';

import { ensureExampleRoads } from '@hansom/eta/roads';
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

import { loadService, SERVICES, UsageError } from '../services.ts';

interface StartOptions {
  data: string;
  store: 'embedded' | 'memory';
  speed: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where the control plane listens, and is looked for: the first one. */
  traffic: readonly string[];
  untilReady?: boolean;
}

/**
 * Runs services in this process until it is told to stop, and closes them in reverse order. Each logs to its own file under
 * `<data>/logs`.
 */
export async function start(names: readonly string[], options: StartOptions): Promise<void> {
  const stopped = stopSignal();
  const [traffic, ...others] = await load(names, options);
  const installation = openHere([traffic, ...others], options);
  if (others.some(needsRoads)) await ensureExampleRoads(roadsOf(options));
  const running: RunningService[] = [];
  const startOne = async (definition: ServiceDefinition): Promise<void> => {
    const service = await startService(definition, installation);
    running.push(service);
    print(`  ${definition.name.padEnd(20)} ${service.address.padEnd(22)} ${definition.description}`);
  };
  try {
    await startOne(traffic); // the others find each other through it
    await Promise.all(others.map(startOne));
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

/** The services that were named, or all of them; the control plane first. */
async function load(
  names: readonly string[],
  { traffic: [address = ''] }: StartOptions,
): Promise<[ServiceDefinition, ...ServiceDefinition[]]> {
  const others = (names.length > 0 ? names : Object.keys(SERVICES)).filter((name) => name !== TRAFFIC);
  const [traffic, ...rest] = await Promise.all([loadService(TRAFFIC), ...others.map(loadService)]);
  return [{ ...traffic, port: portOf(address) }, ...rest];
}

const TRAFFIC = 'traffic';
/** The setting of those that drive on the roads of cities. */
const ROADS = `${SETTINGS_PREFIX}ROADS`;

function needsRoads({ settings }: ServiceDefinition): boolean {
  return describeSettings(settings, SETTINGS_PREFIX).some(({ name }) => name === ROADS);
}

/** The folder of road graphs: the installation's own unless the environment names another. */
function roadsOf({ data }: StartOptions): string {
  return process.env[ROADS] ?? path.join(data, 'roads');
}

function portOf(address: string): number {
  const port = Number(/:(\d+)$/.exec(address)?.[1]);
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(`--traffic: ${JSON.stringify(address)} is not ip:port`);
}

function openHere(definitions: readonly ServiceDefinition[], options: StartOptions): Installation {
  const { data, store, speed, logLevel, traffic } = options;
  const env = { ...without(DECIDED_HERE, process.env), [ROADS]: roadsOf(options) };
  const settingsOfOthers = definitions
    .flatMap(({ settings }) => describeSettings(settings, SETTINGS_PREFIX))
    .map(({ name }) => name)
    .concat(ROADS);
  const given = readSettings(platformSettings, env, { prefix: SETTINGS_PREFIX, alsoKnown: settingsOfOthers });
  return openInstallation({
    settings: { ...given, data, store, speed, logLevel, clock: 'reserved', traffic: [...traffic] },
    env,
    settingsOfOthers,
    oneProcess: true,
    logDestination: (service) => logFile(path.join(data, 'logs', `${service}.log`)),
  });
}

/** Settings that are options of this command, or that the services of one process cannot share. */
const DECIDED_HERE = ['DATA', 'STORE', 'SPEED', 'LOG_LEVEL', 'CLOCK', 'PORT', 'HEALTH_PORT', 'TRAFFIC'];

function without(settings: readonly string[], env: Environment): Environment {
  const names = settings.map((setting) => SETTINGS_PREFIX + setting);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
