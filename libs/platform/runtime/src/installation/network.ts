import path from 'node:path';

import { type ChannelCredentials } from '@grpc/grpc-js';
import { type Effects } from '@hansom/platform-context';
import { type Mesh, type MeshInstance, routing, startMesh } from '@hansom/platform-mesh';
import { type ClientInterceptor, type ClientTransport, grpcClientTransport } from '@hansom/platform-rpc';

import { type PlatformSettings } from '../settings.ts';

/** How the services of an installation find each other. */
export interface Network {
  /** Makes a service part of it. `credentials`: what it proves and checks when it calls another. */
  join(service: string, credentials: (to: string) => ChannelCredentials): Promise<Membership>;
  /** Idempotent; after the members have left. */
  close(): Promise<void>;
}

/** One service's part in the network. */
export interface Membership {
  /** The way to all others. Whoever joined closes it. */
  readonly transport: ClientTransport;
  /** Say of each call what it is routed by. */
  readonly interceptors: readonly ClientInterceptor[];
  /** Tells the others that an instance takes calls. The returned function says goodbye; idempotent. */
  register(instance: MeshInstance): Promise<() => Promise<void>>;
}

/** Services that find each other through `traffic`. The process becomes part of the mesh when its first service joins. */
export function meshNetwork(settings: PlatformSettings, effects: Effects): Network {
  const credentialsOf = new Map<string, (to: string) => ChannelCredentials>();
  let mesh: Promise<Mesh> | undefined;
  return {
    join: async (service, credentials) => {
      credentialsOf.set(service, credentials);
      mesh ??= startMesh({
        effects,
        node: { id: effects.ids.uuid(), zone: settings.zone, service },
        replicas: settings.traffic,
        credentials: (from) => credentialsOf.get(from) ?? credentials,
        folder: path.join(settings.data, 'mesh'),
      });
      const { target, register } = await mesh;
      return {
        transport: grpcClientTransport({ target, credentials }),
        interceptors: [routing()],
        register,
      };
    },
    close: async () => (await mesh)?.close(),
  };
}
