import { type MeshView } from '../model/view.ts';
import { clusterOf } from './cluster.ts';
import { endpointsOf } from './endpoints.ts';
import { listenerOf } from './listener.ts';
import { type Any, anyOf } from './messages.ts';
import { routesOf } from './routes.ts';

const PREFIX = 'type.googleapis.com/';

/** The kinds of resources, in the order in which they are pushed: what is referred to before what refers to it. */
export const KINDS = ['cluster', 'endpoints', 'listener', 'routes'] as const;

export type Kind = (typeof KINDS)[number];

const TYPES: Readonly<Record<Kind, string>> = {
  cluster: 'envoy.config.cluster.v3.Cluster',
  endpoints: 'envoy.config.endpoint.v3.ClusterLoadAssignment',
  listener: 'envoy.config.listener.v3.Listener',
  routes: 'envoy.config.route.v3.RouteConfiguration',
};

export function kindOf(typeUrl: string): Kind | undefined {
  return KINDS.find((kind) => typeUrl === urlOf(kind));
}

export function urlOf(kind: Kind): string {
  return PREFIX + TYPES[kind];
}

/** What is asked for, and from which zone. */
export interface Asked {
  readonly kind: Kind;
  readonly name: string;
  readonly zone: string;
}

/**
 * A resource of a service (`sample-hold`), of one of its groups, or of a named instance (`i1.sample-hold`). There is one for every name: one that
 * is not answered would block its whole channel, so an unknown name gets a listener, a route and a cluster without endpoints.
 */
export function resourceOf(view: MeshView, { kind, name, zone }: Asked): object {
  switch (kind) {
    case 'cluster':
      return clusterOf(view, name);
    case 'endpoints':
      return endpointsOf(view, name, zone);
    case 'listener':
      return listenerOf(name);
    case 'routes':
      return routesOf(view, name);
    default:
      return kind satisfies never;
  }
}

export function encodedResource(view: MeshView, asked: Asked): Any {
  return anyOf(TYPES[asked.kind], resourceOf(view, asked));
}
