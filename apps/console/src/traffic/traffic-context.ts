import { type ClientOf } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { AuthServiceDefinition } from '@hansom/proto-auth';
import { TrafficServiceDefinition } from '@hansom/proto-traffic';

import { type ServiceBoard } from '../services/service-board.ts';

/** Whoever knows of the rules, and of those whom they are about. */
export interface TrafficContext {
  traffic: ClientOf<TrafficServiceDefinition>;
  auth: Pick<ClientOf<AuthServiceDefinition>, 'listStaff'>;
  /** How the services do: who calls whom. */
  board: ServiceBoard;
}

export function trafficContext(host: Pick<Host, 'client'>, board: ServiceBoard): TrafficContext {
  return {
    traffic: host.client(TrafficServiceDefinition),
    auth: host.client(AuthServiceDefinition),
    board,
  };
}
