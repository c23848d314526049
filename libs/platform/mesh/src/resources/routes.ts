import { createHash } from 'node:crypto';

import { liveVersions, sharesOf } from '../model/shares.ts';
import { isServing, type MeshView, type ServiceView } from '../model/view.ts';
import { faulty } from './faults.ts';
import { BUCKET_HEADER, BUCKETS, CITY_HEADER, LABEL_HEADER, VERSION_HEADER } from './headers.ts';
import { groupOf, nameOf } from './names.ts';

/** A route without its name: which calls, and where they go. */
export interface Route {
  match: { prefix: ''; headers: object[] };
  route: object;
  typed_per_filter_config?: object;
}

/**
 * The routes of a service: pins first, then shares. A pin that nobody serves has no route, so its calls go the way of all others. Each
 * route's name is made of all of them: grpc-js-xds overlooks some additions, and never a new name.
 */
export function routesOf(view: MeshView, name: string): object {
  const group = groupOf(name);
  const service = view.service(group.service);
  const routes = group.instance === undefined ? faulty(serviceRoutes(service), service.rules) : [to(name)];
  const version = createHash('sha256').update(JSON.stringify(routes)).digest('base64url').slice(0, 12);
  const named = routes.map((route, i) => ({ name: `${i}-${version}`, ...route }));
  return { name, virtual_hosts: [{ name: 'all', domains: ['*'], routes: named }] };
}

function serviceRoutes(view: ServiceView): Route[] {
  return [
    ...pinnedVersions(view),
    ...pinnedLabels(view),
    ...(isSharded(view) ? cityRoutes(view) : []),
    spread(view),
  ];
}

function pinnedVersions(view: ServiceView): Route[] {
  const { service } = view.rules;
  const versions = [...liveVersions(view).keys()].sort();
  return versions.map((version) => to(nameOf({ service, version }), exactly(VERSION_HEADER, version)));
}

function pinnedLabels(view: ServiceView): Route[] {
  const { service } = view.rules;
  const live = liveVersions(view);
  const own = new Set(
    view.instances.filter(isServing).flatMap(({ label }) => (label === undefined ? [] : [label])),
  );
  const ruled = view.rules.labels.filter(({ label, version }) => !own.has(label) && live.has(version));
  return [
    ...[...own].sort().map((label) => to(nameOf({ service, label }), exactly(LABEL_HEADER, label))),
    ...ruled.map(({ label, version }) => to(nameOf({ service, version }), exactly(LABEL_HEADER, label))),
  ];
}

export function isSharded({ instances }: ServiceView): boolean {
  return instances.some(({ sharded }) => sharded);
}

/** A version's share of a sharded service is a share of its cities: the city's bucket chooses the version, then the ring. */
function cityRoutes(view: ServiceView): Route[] {
  const shares = isOneRing(view) ? [] : sharesOf(view);
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  let passed = 0;
  return shares.flatMap(({ version, share }) => {
    const start = Math.round((BUCKETS * passed) / total);
    passed += share;
    const end = Math.round((BUCKETS * passed) / total);
    const range = { name: BUCKET_HEADER, range_match: { start, end } };
    return start === end ? [] : [to(nameOf({ service: view.rules.service, version }), range)];
  });
}

/** Where all other calls go. */
function spread(view: ServiceView): Route {
  const { service, shares: named } = view.rules;
  if (isOneRing(view)) return to(service);
  const shares = sharesOf(view);
  const [first, ...others] = shares;
  // Where all that live are to get nothing, calls fail rather than reach them.
  if (!first) return to(nameOf({ service, version: named.find(({ share }) => share > 0)?.version }));
  if (others.length === 0) return to(nameOf({ service, version: first.version }));
  const clusters = shares.map(({ version, share }) => ({
    name: nameOf({ service, version }),
    weight: { value: share },
  }));
  return { ...to(service), route: { ...HASHED, weighted_clusters: { clusters } } };
}

/** Without rules, all versions of a sharded service stand on one ring. */
function isOneRing(view: ServiceView): boolean {
  return isSharded(view) && view.rules.shares.length === 0;
}

/** For rings; it means nothing to the others. */
const HASHED = { hash_policy: [{ header: { header_name: CITY_HEADER }, terminal: true }] };

function to(cluster: string, ...headers: object[]): Route {
  return { match: { prefix: '', headers }, route: { ...HASHED, cluster } };
}

function exactly(name: string, exact_match: string): object {
  return { name, exact_match };
}
