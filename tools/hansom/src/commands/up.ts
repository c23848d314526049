import path from 'node:path';

import { ensureExampleRoads } from '@hansom/eta/roads';
import { readSettings } from '@hansom/platform-config';
import { realEffects, realTimers, silentLogger } from '@hansom/platform-context';
import {
  platformSettings,
  type PlatformSettings,
  SETTINGS_PREFIX,
  stopSignal,
  wallClock,
} from '@hansom/platform-runtime';

import { ensureDataFolder } from '../data-folder.ts';
import { keepLogsBounded } from '../logs/bound-logs.ts';
import { followLogs } from '../logs/follow-logs.ts';
import { openOperator, type Operator } from '../operator.ts';
import { type RobotOptions } from '../robot-settings.ts';
import { SERVICES, UsageError } from '../services.ts';
import { LINKED, linkConsole } from '../terminal/console-link.ts';
import { type Bundle, ensureBundles, ownBundle } from '../up/bundle.ts';
import { type Claim, claim } from '../up/claim.ts';
import { listenForOrders } from '../up/control.ts';
import { fixedPorts, ROBOTS, TRAFFIC, trafficAddresses } from '../up/environment.ts';
import { Fleet, type FleetOptions } from '../up/fleet.ts';
import { obeying } from '../up/obey.ts';
import { type OpenStores, openStores } from '../up/open-stores.ts';
import { checkFree } from '../up/ports.ts';
import { parseReplicas } from '../up/scale.ts';
import { parseStores } from '../up/stores.ts';
import { type UpScreen, upScreenOn } from '../up/up-screen.ts';
import { addRelease } from './fleet-orders.ts';

export interface UpOptions extends RobotOptions {
  data: string;
  stores: string;
  speed: number;
  logLevel: PlatformSettings['logLevel'];
  traffic: readonly string[];
  replicas?: string;
  add?: string;
  robots: boolean;
  json?: true;
  logs?: true;
  untilReady?: true;
}

/** Runs one process a service until it is told to stop; or has one that runs already take one more bundle. */
export async function up(names: readonly string[], options: UpOptions): Promise<void> {
  if (options.add !== undefined) return addRelease(options.add, options);
  const stopped = stopSignal();
  process.stdout.on('error', () => undefined); // whoever reads along may go: the services go on
  const taken = takeOver(options.data);
  let isStarting = true;
  void stopped.then(() => isStarting && endAtOnce(taken));
  const run = await prepare(names, options, taken).catch((error: unknown) => {
    taken.release();
    throw error;
  });
  isStarting = false;
  process.on('exit', () => run.fleet.supervisor.killAll()); // the second signal, or a fault of ours
  await run.untilStopped(stopped);
}

/** One installation has one supervisor, from before anything is made or runs. What a dead one has left is killed. */
function takeOver(data: string): Claim {
  ensureDataFolder(path.resolve(data));
  const taken = claim(path.resolve(data));
  if ('heldBy' in taken)
    throw new UsageError(
      `it is up already, by process ${taken.heldBy}: ./hansom down --data ${data} stops it`,
    );
  for (const name of taken.killed) process.stderr.write(`hansom: ${name} was left behind, and is killed\n`);
  return taken.claim;
}

/** A start cannot be waited for. Stores that are starting end with this process. */
function endAtOnce(taken: Claim): void {
  taken.release();
  process.stderr.write('hansom: stopped before anything served\n');
  process.exit(1);
}

/** All that can go wrong before anything runs. The stores come last: what is wrong then ends them. */
async function prepare(names: readonly string[], options: UpOptions, taken: Claim): Promise<Run> {
  const services = servicesOf(names, options);
  const replicas = parseReplicas(options.replicas, services);
  const choice = parseStores(options.stores);
  const bundles = await Promise.all(services.map(ownBundle));
  const { trustDomain } = checkSettings(bundles);
  await ensureBundles(services);
  const data = path.resolve(options.data);
  const traffic = trafficAddresses(options.traffic, replicas.get(TRAFFIC) ?? 1);
  const fleetOptions: FleetOptions = { ...options, data, traffic, replicas, trustDomain };
  await checkFree(
    bundles.flatMap((bundle) => fixedPorts(bundle, replicas.get(bundle.service) ?? 1, fleetOptions)),
  );
  if (services.some((service) => DRIVING.includes(service))) await ensureExampleRoads(roadsOf(data));
  const screen = upScreenOn(process.stdout, { json: options.json === true, logs: options.logs === true });
  const effects = realEffects(wallClock(), silentLogger);
  const warned = (line: string): void => void process.stderr.write(`hansom: ${line}\n`);
  const stores = await openStores(choice, { data, effects, occurred: screen.occurred, warned });
  try {
    const parts = { effects, claim: taken, stores: stores.settings, occurred: screen.occurred };
    const fleet = await Fleet.open(bundles, fleetOptions, parts);
    return new Run(fleet, { screen, stores, claim: taken }, { ...options, data, traffic });
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** Those that drive on the roads of cities. */
const DRIVING = ['eta', 'console', ROBOTS];

function roadsOf(data: string): string {
  return process.env[`${SETTINGS_PREFIX}ROADS`] ?? path.join(data, 'roads');
}

/** The control plane is always among them. Samples are started by name. */
function servicesOf(names: readonly string[], { robots }: UpOptions): string[] {
  const ofCity = Object.keys(SERVICES).filter(
    (name) => !name.startsWith('sample-') && (robots || name !== ROBOTS),
  );
  return [TRAFFIC, ...new Set(names.length > 0 ? names : ofCity)].filter(
    (name, at, all) => all.indexOf(name) === at,
  );
}

/** Throws a `ConfigError` for variables that nobody knows, and for wrong values of those that all know. */
function checkSettings(bundles: readonly Bundle[]): PlatformSettings {
  const alsoKnown = bundles.flatMap(({ settings }) => settings.map(({ name }) => name));
  const known = [...alsoKnown, ...['ROADS', 'ROBOTS_ROADS'].map((name) => SETTINGS_PREFIX + name)];
  return readSettings(platformSettings, process.env, { prefix: SETTINGS_PREFIX, alsoKnown: known });
}

/** One run of this command, from its first process to its last. */
class Run {
  private readonly timers = realTimers();
  private readonly ending = new AbortController();
  private closing: Promise<void> | undefined;

  constructor(
    readonly fleet: Fleet,
    private readonly around: { screen: UpScreen; stores: OpenStores; claim: Claim },
    private readonly options: UpOptions,
  ) {}

  private get screen(): UpScreen {
    return this.around.screen;
  }

  async untilStopped(stopped: Promise<void>): Promise<void> {
    const { fleet, screen, options } = this;
    let toldDown: () => void = () => undefined;
    const down = new Promise<void>((resolve) => (toldDown = resolve));
    const control = await listenForOrders(
      obeying(fleet, () => {
        toldDown();
        return this.stop();
      }),
    ).catch(async (error: unknown) => {
      await this.stop();
      throw error;
    });
    const shown = this.showLogs();
    const bounded = keepLogsBounded(logsOf(options), this.timers);
    try {
      const begun = await Promise.race([fleet.start(control.file).then(() => true), stopped, down]);
      if (begun && !options.untilReady) await this.serve(Promise.race([stopped, down]));
      else if (begun) this.tellReady();
    } finally {
      await this.stop();
      await control.close();
      bounded();
      shown();
      screen.ended();
    }
  }

  private tellReady(): void {
    const { screen, fleet, options } = this;
    screen.ready({ processes: fleet.rows().length, ms: process.uptime() * 1_000, data: options.data });
  }

  private async serve(over: Promise<void>): Promise<void> {
    const { fleet, screen } = this;
    this.tellReady();
    const show = (): void => screen.show(fleet.rows());
    show();
    const showing = setInterval(show, 1_000);
    const linked = this.link();
    await over;
    clearInterval(showing);
    this.ending.abort();
    await linked;
  }

  /** Has a link to the console shown as soon as there is one. */
  private async link(): Promise<void> {
    const { fleet, screen, timers, options } = this;
    const [auth, address] = [addressOf(fleet, 'auth'), fleet.listening('console')];
    if (!LINKED.every((service) => fleet.runs(service)) || auth === undefined || address === undefined)
      return;
    const operator = (): Promise<Operator> => openOperator(options);
    const { signal } = this.ending;
    await linkConsole({ operator, timers, auth, address: `http://${address}`, signal }, (told) =>
      screen.console(told),
    );
  }

  private stop(): Promise<void> {
    this.closing ??= this.stopNow();
    return this.closing;
  }

  private async stopNow(): Promise<void> {
    this.ending.abort();
    this.screen.stopping();
    await this.fleet.close();
    await this.around.stores.close();
    this.around.claim.release(); // last: who takes the installation then finds nothing of ours
  }

  private showLogs(): () => void {
    const { screen, options, timers } = this;
    if (!screen.showsLogs) return () => undefined;
    const wanted = (): boolean => true;
    return followLogs(logsOf(options), { wanted, timers }, (line) => screen.logged(line));
  }
}

function logsOf({ data }: UpOptions): string {
  return path.join(data, 'logs');
}

function addressOf(fleet: Fleet, service: string): string | undefined {
  return fleet.rows().find((row) => row.service === service && row.state === 'serving')?.address;
}
