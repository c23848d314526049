import path from 'node:path';

import { ensureExampleRoads } from '@hansom/eta/roads';
import { describeSettings, type Environment, readSettings } from '@hansom/platform-config';
import {
  type Installation,
  logFile,
  openInstallation,
  type PlatformSettings,
  platformSettings,
  type RunningService,
  type ServiceDefinition,
  SETTINGS_PREFIX,
  startService,
} from '@hansom/platform-runtime';

import { ensureDataFolder } from './data-folder.ts';
import { type RobotOptions, robotSettings } from './robot-settings.ts';
import { loadService, UsageError } from './services.ts';

export interface OneProcessOptions extends RobotOptions {
  data: string;
  store: PlatformSettings['store'];
  speed: number;
  logLevel: PlatformSettings['logLevel'];
  /** Where the control plane listens, and is looked for: the first one. */
  traffic: readonly string[];
}

/** One of the services that this process runs. */
export interface Hosted {
  readonly definition: ServiceDefinition;
  readonly service: RunningService;
}

const TRAFFIC = 'traffic';
const ROBOTS = 'robots';

/** Services of one installation that run in this process. Each logs to its own file under `<data>/logs`. */
export class OneProcess {
  readonly running: Hosted[] = [];

  private constructor(
    readonly installation: Installation,
    private readonly definitions: readonly ServiceDefinition[],
    private readonly options: OneProcessOptions,
  ) {}

  /** Nothing runs yet. Throws a `UsageError` for a service that there is not, a `ConfigError` for settings that are wrong. */
  static async open(names: readonly string[], options: OneProcessOptions): Promise<OneProcess> {
    const definitions = await load(names, options);
    ensureDataFolder(options.data);
    return new OneProcess(openHere(definitions, options), definitions, options);
  }

  get services(): number {
    return this.definitions.length;
  }

  has(names: readonly string[]): boolean {
    return names.every((name) => this.definitions.some((definition) => definition.name === name));
  }

  /** Starts all but the robots: they live in a city that is there. The control plane is first, as the others find each other through it. */
  async startServices(started: (hosted: Hosted) => void): Promise<void> {
    const [traffic, others] = split(this.definitions, ({ name }) => name === TRAFFIC);
    if (this.definitions.some(needsRoads)) await ensureExampleRoads(roadsOf(this.options));
    for (const definition of traffic) started(await this.start(definition));
    const services = others.filter(({ name }) => name !== ROBOTS);
    await Promise.all(services.map(async (definition) => started(await this.start(definition))));
  }

  /** Starts the robots, if they are among what was named. They call the gateways of this process, wherever those listen. */
  async startRobots(started: (hosted: Hosted) => void): Promise<void> {
    const robots = this.definitions.find(({ name }) => name === ROBOTS);
    if (!robots) return;
    const gateways = Object.fromEntries(
      this.running.map(({ definition: { name }, service }) => [name, Object.values(service.listening)[0]]),
    );
    const env = { ...this.installation.env, ...robotSettings(this.options, gateways) };
    started(await this.start(robots, { ...this.installation, env }));
  }

  /** host:port of the RPCs of a service. Undefined: it does not run here. */
  addressOf(name: string): string | undefined {
    return this.hosted(name)?.service.address;
  }

  /** Where a service is called from outside. Undefined: it does not run here, or takes no such calls. */
  urlOf(name: string): string | undefined {
    const [address] = Object.values(this.hosted(name)?.service.listening ?? {});
    return address && `http://${address}`;
  }

  /** Services that are of no use now, or with a check that fails: `status` and the console call them healthy just as little. */
  unhealthy(): { service: string; reasons: readonly string[] }[] {
    return this.running
      .map(({ definition: { name }, service }) => ({ service: name, reasons: complaints(service.health) }))
      .filter(({ reasons }) => reasons.length > 0);
  }

  /** Robots first, so that nothing new begins; then who is called from outside; the control plane last. */
  async close(): Promise<void> {
    const [robots, services] = split(this.running, ({ definition }) => definition.name === ROBOTS);
    const [gateways, inner] = split(services, ({ service }) => Object.keys(service.listening).length > 0);
    const [traffic, others] = split(inner, ({ definition }) => definition.name === TRAFFIC);
    try {
      // One after the other on purpose: each of these calls those behind it.
      for (const group of [robots, gateways, others, traffic])
        await Promise.all(group.map(({ service }) => service.close()));
    } finally {
      await this.installation.close();
    }
  }

  private hosted(name: string): Hosted | undefined {
    return this.running.find(({ definition }) => definition.name === name);
  }

  private async start(definition: ServiceDefinition, installation = this.installation): Promise<Hosted> {
    const hosted = { definition, service: await startService(definition, installation) };
    this.running.push(hosted);
    return hosted;
  }
}

function complaints(health: RunningService['health']): string[] {
  const { reasons, checks } = health.state();
  const failing = checks.filter(({ priority, state }) => priority !== 'pager' && state === 'failing');
  return [...reasons, ...failing.map(({ name, message }) => `check ${name} is failing: ${message}`)];
}

/** Those that were named, with the control plane. */
async function load(names: readonly string[], { traffic: [address = ''] }: OneProcessOptions) {
  const others = names.filter((name) => name !== TRAFFIC);
  const [traffic, ...rest] = await Promise.all([loadService(TRAFFIC), ...others.map(loadService)]);
  return [{ ...traffic, port: portOf(address) }, ...rest];
}

function portOf(address: string): number {
  const port = Number(/:(\d+)$/.exec(address)?.[1]);
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(`--traffic: ${JSON.stringify(address)} is not ip:port`);
}

/** The setting of those that drive on the roads of cities. */
const ROADS = `${SETTINGS_PREFIX}ROADS`;
const ROBOTS_ROADS = `${SETTINGS_PREFIX}ROBOTS_ROADS`;

function needsRoads({ settings }: ServiceDefinition): boolean {
  return describeSettings(settings, SETTINGS_PREFIX).some(({ name }) => [ROADS, ROBOTS_ROADS].includes(name));
}

/** The folder of road graphs: the installation's own unless the environment names another. */
function roadsOf({ data }: OneProcessOptions): string {
  return process.env[ROADS] ?? path.join(data, 'roads');
}

function openHere(definitions: readonly ServiceDefinition[], options: OneProcessOptions): Installation {
  const { data, store, speed, logLevel, traffic } = options;
  const roads = roadsOf(options);
  const env = { [ROBOTS_ROADS]: roads, ...without(DECIDED_HERE, process.env), [ROADS]: roads };
  const settingsOfOthers = definitions
    .flatMap(({ settings }) => describeSettings(settings, SETTINGS_PREFIX))
    .map(({ name }) => name)
    .concat(ROADS, ROBOTS_ROADS);
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

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
