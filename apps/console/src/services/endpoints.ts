import { type Endpoint, type EndpointStats } from '@hansom/proto-platform';

import { type ServicePage } from '../routes/shapes/service-page.ts';
import { type InstanceReading } from './read-instances.ts';
import { groupedBy, slowestOf, sumOf } from './rates.ts';

type ServiceEndpoint = ServicePage['endpoints'][number];

/** The endpoints of a service over all its instances, by path: those that were called, and those of its contract. */
export function endpointsOf(
  instances: readonly InstanceReading[],
  contract: readonly Endpoint[] = [],
): ServiceEndpoint[] {
  const stats = instances.flatMap(({ told }) => told?.stats.endpoints ?? []);
  const called = new Map(groupedBy(stats, ({ path }) => path));
  const paths = [...new Set([...called.keys(), ...contract.map(({ path }) => path)])].sort();
  return paths.map((path) => {
    const of = contract.find((endpoint) => endpoint.path === path);
    return endpointOf(path, { stats: called.get(path) ?? [], contract: of });
  });
}

interface Facts {
  stats: readonly EndpointStats[];
  contract: Endpoint | undefined;
}

function endpointOf(path: string, { stats, contract }: Facts): ServiceEndpoint {
  const durations = slowestOf(stats);
  const promise = promiseOf(stats, contract);
  return {
    path,
    promise,
    criticality: contract?.criticality,
    kept: promise && stats.length > 0 ? durations.p95Ms <= promise.p95Ms : undefined,
    ok: sumOf(stats.map(({ success }) => success)),
    callersFault: sumOf(stats.map(({ callersFault }) => callersFault)),
    failed: sumOf(stats.map(({ failure }) => failure)),
    ...durations,
  };
}

function promiseOf(
  stats: readonly EndpointStats[],
  contract: Endpoint | undefined,
): ServiceEndpoint['promise'] {
  if (contract) return { meanMs: contract.meanMs, p95Ms: contract.p95Ms };
  const promised = stats.find(({ promisedP95Ms }) => promisedP95Ms > 0);
  return promised && { meanMs: promised.promisedMeanMs, p95Ms: promised.promisedP95Ms };
}
