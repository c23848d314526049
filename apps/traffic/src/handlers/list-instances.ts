import { instanceToWire } from '@hansom/platform-mesh';
import { type Handler } from '@hansom/platform-rpc';
import { type ListInstancesRequest, type ListInstancesResponse } from '@hansom/proto-traffic';

import { type TrafficContext } from '../context.ts';

export function listInstances(ctx: TrafficContext): Handler<ListInstancesRequest, ListInstancesResponse> {
  return ({ service }) => {
    const instances = ctx.leases.list().filter((instance) => service === '' || instance.service === service);
    return { instances: instances.map(instanceToWire) };
  };
}
