import { type ChannelCredentials } from '@grpc/grpc-js';
import { type Effects } from '@hansom/platform-context';
import {
  type ClientTransport,
  createClient,
  grpcClientTransport,
  staticResolver,
} from '@hansom/platform-rpc';
import { TrafficServiceDefinition } from '@hansom/proto-traffic';

import { type TrafficClient } from './watch-replica.ts';

export interface ReplicaClientsOptions {
  readonly effects: Effects;
  /** `ip:port` of every replica. */
  readonly replicas: readonly string[];
  readonly credentials: ((from: string) => (to: string) => ChannelCredentials) | undefined;
}

export interface ReplicaClients {
  /** Of all replicas, by address. A service calls them with its own certificate, on connections of its own. */
  of(service: string): ReadonlyMap<string, TrafficClient>;
  close(): void;
}

export function replicaClients({ effects, replicas, credentials }: ReplicaClientsOptions): ReplicaClients {
  const transports: ClientTransport[] = [];
  const services = new Map<string, ReadonlyMap<string, TrafficClient>>();
  return {
    of: (service) => {
      const own =
        services.get(service) ?? new Map(replicas.map((address) => [address, clientTo(service, address)]));
      services.set(service, own);
      return own;
    },
    close: () => transports.forEach((transport) => transport.close()),
  };

  function clientTo(from: string, address: string): TrafficClient {
    const resolver = staticResolver({ traffic: [address] });
    const transport = grpcClientTransport({ resolver, credentials: credentials?.(from) });
    transports.push(transport);
    return createClient(TrafficServiceDefinition, { effects, from, transport });
  }
}
