import path from 'node:path';

import { type Environment } from '@hansom/platform-config';
import { type Slot } from '@hansom/platform-provisioning';
import { SETTINGS_PREFIX } from '@hansom/platform-runtime';

import { type Bundle } from './bundle.ts';
import { type FixedPort } from './ports.ts';

export const TRAFFIC = 'traffic';
export const ROBOTS = 'robots';

/** What all processes of an installation are told alike. */
export interface Shared {
  /** Absolute. */
  readonly data: string;
  readonly speed: number;
  readonly logLevel: string;
  /** The mapping of domain time. */
  readonly clockMapping: string;
  /** `ip:port` of every replica of `traffic`. */
  readonly traffic: readonly string[];
  /** Settings that choose the store. */
  readonly stores: Environment;
  /** What the robots are told. */
  readonly robots: Environment;
}

export interface Certificate {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * The environment of one instance: ours, but for settings that are decided here, and those that its service does not know and would refuse to
 * run with.
 */
export function environmentOf(
  slot: Slot,
  given: { bundle: Bundle; shared: Shared; certificate: Certificate },
): Environment {
  const { bundle, shared, certificate } = given;
  const known = new Set(bundle.settings.map(({ name }) => name));
  const said = {
    ...roadsIn(shared.data),
    NODE_COMPILE_CACHE: path.join(shared.data, 'compile-cache'), // Node 22: a bundle is compiled when it is new, and not at each start
    ...process.env,
    ...shared.stores,
    ...shared.robots,
    ...prefixed({
      DATA: shared.data,
      SPEED: String(shared.speed),
      LOG_LEVEL: shared.logLevel,
      CLOCK: 'reserved',
      CLOCK_MAPPING: shared.clockMapping,
      TRAFFIC: shared.traffic.join(','),
      TLS_CA: certificate.ca,
      TLS_CERT: certificate.certificate,
      TLS_KEY: certificate.key,
      PORT: portOf(slot, shared),
      HEALTH_PORT: '0',
    }),
    ...(!isFirst(slot) && Object.fromEntries(ownPorts(bundle).map(({ name }) => [name, '0']))),
  };
  const isForIt = ([name]: [string, unknown]): boolean =>
    !name.startsWith(SETTINGS_PREFIX) || known.has(name);
  return Object.fromEntries(Object.entries(said).filter(isForIt));
}

/** The ports that the first instances of a service listen on, whoever else runs: to be free before anything starts. */
export function fixedPorts(
  bundle: Bundle,
  replicas: number,
  { traffic }: Pick<Shared, 'traffic'>,
): FixedPort[] {
  const host = process.env[`${SETTINGS_PREFIX}HOST`] ?? '127.0.0.1';
  const { service, release } = bundle;
  if (release !== undefined) return [];
  if (service === TRAFFIC) {
    const ports = traffic.slice(0, replicas).map((address) => Number(portIn(address)));
    return ports.map((port) => ({ service, host, port, saidBy: '--traffic' }));
  }
  return ownPorts(bundle)
    .map(({ name, default: usual }) => ({
      service,
      host,
      port: Number(process.env[name] ?? usual),
      saidBy: name,
    }))
    .filter(({ port }) => port > 0);
}

/** One address a replica: those that are given, and beyond them the ports after the last. */
export function trafficAddresses(given: readonly string[], replicas: number): string[] {
  const [last = '127.0.0.1:9000'] = given.slice(-1);
  const host = last.slice(0, last.lastIndexOf(':'));
  const beyond = Array.from(
    { length: Math.max(0, replicas - given.length) },
    (_, i) => `${host}:${Number(portIn(last)) + i + 1}`,
  );
  return [...given, ...beyond];
}

/** `<prefix>..._PORT` of what a service opens beside its RPCs, which are not known to the others. */
function ownPorts({ settings }: Bundle) {
  const ofPlatform = ['PORT', 'HEALTH_PORT'].map((name) => SETTINGS_PREFIX + name);
  return settings.filter(({ name }) => name.endsWith('_PORT') && !ofPlatform.includes(name));
}

/** The one that has the ports by which the service is known. */
function isFirst({ release, index }: Slot): boolean {
  return release === undefined && index === 1;
}

function portOf({ service, index }: Slot, { traffic }: Shared): string {
  return service === TRAFFIC ? portIn(traffic[index - 1] ?? '') : '0';
}

function portIn(address: string): string {
  return address.slice(address.lastIndexOf(':') + 1);
}

function roadsIn(data: string): Environment {
  const roads = path.join(data, 'roads');
  return prefixed({ ROADS: roads, ROBOTS_ROADS: process.env[`${SETTINGS_PREFIX}ROADS`] ?? roads });
}

function prefixed(settings: Readonly<Record<string, string>>): Environment {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [SETTINGS_PREFIX + name, value]));
}
