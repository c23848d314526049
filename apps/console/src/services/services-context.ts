import { type ClientOf } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { AdminServiceDefinition } from '@hansom/proto-platform';
import { TrafficServiceDefinition } from '@hansom/proto-traffic';

import { type ServiceBoard, serviceBoard } from './service-board.ts';

/** Whoever knows of the services: traffic, and each of them. */
export interface ServicesContext {
  traffic: ClientOf<TrafficServiceDefinition>;
  admin: (service: string) => ClientOf<AdminServiceDefinition>;
  board: ServiceBoard;
}

export function servicesContext(host: Pick<Host, 'client' | 'call' | 'monotonic'>): ServicesContext {
  const clients = new Map<string, ClientOf<AdminServiceDefinition>>();
  const asked = {
    traffic: host.client(TrafficServiceDefinition),
    admin: (service: string) => {
      const client = clients.get(service) ?? host.client(AdminServiceDefinition, service);
      clients.set(service, client);
      return client;
    },
  };
  return { ...asked, board: serviceBoard(asked, host) };
}
