import { instanceFromWire } from '@hansom/platform-mesh';
import {
  AdminServiceDefinition,
  type Check,
  type Endpoint,
  type EndpointStats,
} from '@hansom/proto-platform';
import { InstanceState } from '@hansom/proto-traffic';

import { type ServicePage, type ServiceSummary } from '../routes/shapes/service-page.ts';
import { areSame, NO_RULES, percentsOf, toRules } from '../traffic/rules.ts';
import { calleesOf, callersOf } from './edges.ts';
import { endpointsOf } from './endpoints.ts';
import { healthOf } from './health.ts';
import { type InstanceReading } from './read-instances.ts';
import { sumOf } from './rates.ts';
import { type Reading } from './service-board.ts';

export function tellSummary(reading: Reading, name: string): ServiceSummary {
  const instances = instancesOf(reading, name);
  const endpoints = endpointsOf(instances);
  const stats = instances.flatMap(({ told }) => told?.stats.endpoints ?? []).filter(isWork);
  const answered = sumOf(stats.flatMap(({ success, callersFault }) => [success, callersFault]));
  const failed = sumOf(stats.map(({ failure }) => failure));
  return {
    name,
    ...healthOf(instances),
    instances: instances.length,
    versions: versionsOf(reading, name),
    zones: [...new Set(instances.map(({ instance }) => instance.zone))].sort(),
    steered: !areSame(rulesOf(reading, name), NO_RULES),
    callsPerSecond: answered.perSecond1m,
    failuresPerSecond: failed.perSecond1m,
    brokenPromises: endpoints.filter(({ kept }) => kept === false).length,
    worst: worstOf(endpoints),
  };
}

/** Whoever looks how a service does makes it no busier. */
function isWork({ path }: EndpointStats): boolean {
  return !path.startsWith(`/${AdminServiceDefinition.fullName}/`);
}

/** What the page has beside the reading. */
export interface Asked {
  contract: readonly Endpoint[] | undefined;
  config: string | undefined;
  missing: ServicePage['missing'];
}

export function tellService(reading: Reading, name: string, asked: Asked): ServicePage {
  const instances = instancesOf(reading, name);
  return {
    name,
    ...healthOf(instances),
    instances: instances.map(tellInstance),
    versions: versionsOf(reading, name),
    endpoints: endpointsOf(instances, asked.contract),
    callers: callersOf(reading, name),
    callees: calleesOf(reading, name),
    rules: { basedOn: reading.rulesVersion, now: rulesOf(reading, name) },
    config: asked.config,
    missing: [...reading.missing, ...asked.missing],
  };
}

function instancesOf({ instances }: Reading, name: string): InstanceReading[] {
  return instances.filter(({ instance }) => instance.service === name);
}

function rulesOf({ rules }: Reading, name: string): ServicePage['rules']['now'] {
  return toRules(rules.find(({ service }) => service === name));
}

/** Every version that lives, newest first, with its part of the calls that ask for none. */
function versionsOf(reading: Reading, name: string): ServiceSummary['versions'] {
  const instances = instancesOf(reading, name).map(({ instance }) => instanceFromWire(instance));
  const percents = percentsOf(name, rulesOf(reading, name), instances);
  const versions = [...new Set(instances.map(({ version }) => version))].sort().reverse();
  return versions.map((version) => ({
    version,
    instances: instances.filter((instance) => instance.version === version).length,
    percent: percents.get(version) ?? 0,
  }));
}

/** The endpoint that is slowest for what it promises. */
function worstOf(endpoints: ServicePage['endpoints']): ServiceSummary['worst'] {
  const judged = endpoints.flatMap(({ path, p95Ms, promise, kept }) =>
    promise && kept !== undefined ? [{ path, p95Ms, promisedP95Ms: promise.p95Ms }] : [],
  );
  return judged.sort((a, b) => b.p95Ms / b.promisedP95Ms - a.p95Ms / a.promisedP95Ms)[0];
}

function tellInstance({ instance, told, reason }: InstanceReading): ServicePage['instances'][number] {
  const { instance: id, version, zone, label, address } = instance;
  const measured = told?.stats.measurements ?? {};
  return {
    ...{ id, version, zone, label, address, reason },
    state: instance.state === InstanceState.DRAINING ? 'DRAINING' : 'SERVING',
    upMs: measured['uptime_ms'],
    memoryBytes: measured['rss_bytes'],
    checks: told?.checks.checks.map(tellCheck) ?? [],
  };
}

function tellCheck({
  name,
  state,
  priority,
  message,
}: Check): ServicePage['instances'][number]['checks'][number] {
  return {
    name,
    state: STATES.find((one) => one.toLowerCase() === state) ?? 'PENDING',
    priority: PRIORITIES.find((one) => one.toLowerCase() === priority) ?? 'WARNING',
    reason: message,
  };
}

const STATES = ['PENDING', 'PASSING', 'FAILING'] as const;
const PRIORITIES = ['PAGER', 'EMAIL', 'WARNING'] as const;
