import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { ensureExampleRoads } from '@hansom/eta/roads';
import { type Clock, type Effects, idsFrom, type Millis } from '@hansom/platform-context';
import { type LogLine, recordingLogger } from '@hansom/platform-context/testing';
import { clientIdentity, clientSecurity } from '@hansom/platform-identity';
import { testCa } from '@hansom/platform-identity/testing';
import {
  type CallScope,
  type ClientOf,
  type ContractDefinition,
  createClient,
  grpcClientTransport,
  rootCall,
} from '@hansom/platform-rpc';
import {
  type Identity,
  type Installation,
  openInstallation,
  type PlatformSettings,
  platformSettings,
  type RunningService,
  startService,
} from '@hansom/platform-runtime';
import { freePort, MemoryNetwork } from '@hansom/platform-runtime/testing';
import { robots } from '@hansom/robots/service';

import { CITY_SERVICES } from './city-services.ts';

/** A city as an installation runs it, in this process: real services over mutual TLS, gateways on free ports. */
export interface CityStack {
  readonly urls: Urls;
  /** What the services logged so far. */
  readonly log: readonly LogLine[];
  readonly effects: Effects;
  /** A client that shows an operator's certificate, which may call everything; `to`: of one service, where several serve the contract. */
  client<D extends ContractDefinition>(contract: D, to?: string): ClientOf<D>;
  /** A call to make with a client. Default: 10 s. */
  call(deadlineMs?: Millis): CallScope;
  close(): Promise<void>;
}

/** Where apps call. */
export interface Urls {
  readonly rider: string;
  readonly driver: string;
  readonly socket: string;
}

export interface CityOptions {
  /** Seconds that pass in the city in a real one. */
  speed: number;
  /** Documents that go over those of `deploy/config`, by service. */
  config?: Readonly<Record<string, object>>;
  /** Where it keeps what: in memory, unless said. */
  stores?: Partial<PlatformSettings>;
  /** Robots that live in it; none when it is left out. */
  robots?: Population;
  /** The workspace, for a program that is bundled: it is not where this file was. */
  root?: string;
}

export interface Population {
  drivers: number;
  /** In city time. */
  ridesPerHour: number;
}

const CALL_DEADLINE: Millis = 10_000;
const ROOT = path.resolve(__dirname, '../../../../..');

/** Starts all services of a city, side by side as `hansom start` does. */
export async function startCity(options: CityOptions): Promise<CityStack> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'hansom-city-'));
  const ports = { rider: await freePort(), driver: await freePort(), socket: await freePort() };
  const { installation, network, log } = await installationIn(data, { options, ports });
  const open: { close(): unknown }[] = [];
  const services: RunningService[] = [];
  const close = async (): Promise<void> => {
    for (const one of open) one.close();
    await Promise.all(services.map((service) => service.close()));
    await installation.close();
    await rm(data, { recursive: true, force: true });
  };
  try {
    const starting = CITY_SERVICES.map(async (one) => services.push(await startService(one, installation)));
    for (const outcome of await Promise.allSettled(starting)) {
      if (outcome.status === 'rejected') throw outcome.reason; // when all have begun: what runs is to be closed
    }
    if (options.robots) services.unshift(await startService(robots, installation)); // they leave first
  } catch (error) {
    await close();
    throw error;
  }
  const effects = { ...effectsOf(installation), log };
  const credentials = clientSecurity(await installation.certificates({ operator: 'spec' }));
  const transport = grpcClientTransport({ resolver: network, credentials });
  open.push(transport);
  return {
    urls: urlsOf(ports),
    log: log.lines,
    effects,
    client: (contract, to) =>
      createClient(contract, {
        ...{ effects, transport, from: 'spec', interceptors: [clientIdentity()] },
        ...(to !== undefined && { to }),
      }),
    call: (deadlineMs = CALL_DEADLINE) => {
      const scope = rootCall(effects, { name: 'spec', deadlineMs });
      open.unshift({ close: () => scope.end() });
      return scope;
    },
    close,
  };
}

interface Ports {
  rider: number;
  driver: number;
  socket: number;
}

async function installationIn(data: string, { options, ports }: { options: CityOptions; ports: Ports }) {
  const configFolder = await configIn(data, options);
  const roads = path.join(os.tmpdir(), 'hansom-roads');
  await ensureExampleRoads(roads);
  const network = new MemoryNetwork();
  const log = recordingLogger();
  const ca = await testCa();
  const env = {
    HANSOM_PORT: '0',
    HANSOM_ROADS: roads,
    HANSOM_CUSTOMER_API_PORT: String(ports.rider),
    HANSOM_DRIVER_API_PORT: String(ports.driver),
    HANSOM_REALTIME_PORT: String(ports.socket),
    ...(options.robots && robotsEnv(options.robots, { ports, roads })),
  };
  const { speed, stores } = options;
  const opened = openInstallation({
    settings: platformSettings.parse({
      ...{ data, configFolder, speed, clock: 'reserved', store: 'memory', logLevel: 'silent' },
      ...stores,
    }),
    ...{ env, settingsOfOthers: Object.keys(env), oneProcess: true },
  });
  const installation = {
    ...opened,
    network,
    logger: ({ name }: Identity) => log.with({ service: name }),
    certificates: (subject) => ca.certificates(subject),
  } satisfies Installation;
  return { installation, network, log };
}

function robotsEnv(
  { drivers, ridesPerHour }: Population,
  { ports, roads }: { ports: Ports; roads: string },
): Record<string, string> {
  const { rider, driver, socket } = urlsOf(ports);
  return {
    HANSOM_ROBOTS_DRIVERS: String(drivers),
    HANSOM_ROBOTS_RIDES_PER_HOUR: String(ridesPerHour),
    HANSOM_ROBOTS_ROADS: roads,
    HANSOM_ROBOTS_RIDER_API: rider,
    HANSOM_ROBOTS_DRIVER_API: driver,
    HANSOM_ROBOTS_SOCKET: socket,
  };
}

/** `deploy/config`, with a layer on top. */
async function configIn(data: string, { config = {}, root = ROOT }: CityOptions): Promise<string> {
  const folder = path.join(data, 'deploy');
  await mkdir(folder);
  await cp(path.join(root, 'deploy/config'), folder, { recursive: true });
  const write = ([service, document]: [string, object]): Promise<void> =>
    writeFile(path.join(folder, `dev.${service}.json`), JSON.stringify(document));
  await Promise.all(Object.entries(config).map(write));
  return folder;
}

function effectsOf({ clock, monotonic, timers, random }: Installation & { clock: Clock }) {
  return { clock, monotonic, timers, random, ids: idsFrom(clock, random) };
}

function urlsOf({ rider, driver, socket }: Ports): Urls {
  return {
    rider: `http://127.0.0.1:${rider}`,
    driver: `http://127.0.0.1:${driver}`,
    socket: `ws://127.0.0.1:${socket}/v1/socket`,
  };
}
