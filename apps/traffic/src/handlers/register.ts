import { HansomError } from '@hansom/platform-errors';
import { instanceFromWire, type MeshInstance } from '@hansom/platform-mesh';
import { type Caller, type StreamHandler } from '@hansom/platform-rpc';
import { type RegisterRequest, type RegisterResponse } from '@hansom/proto-traffic';

import { type TrafficContext } from '../context.ts';
import { checkInstance } from '../domain/check-instance.ts';
import { type HeldLease } from '../domain/leases.ts';

export function register(
  ctx: TrafficContext,
): StreamHandler<AsyncIterable<RegisterRequest>, RegisterResponse> {
  return async function* (requests, call) {
    let lease: HeldLease | undefined;
    try {
      for await (const { said } of requests) {
        if (said?.$case === 'instance') lease = hold(ctx, instanceFromWire(said.value), call.caller);
        else if (said?.$case === 'goodbye') lease?.goodbye();
        else lease?.renew();
        yield {};
      }
    } finally {
      lease?.drop();
    }
  };
}

function hold({ leases }: TrafficContext, instance: MeshInstance, caller: Caller): HeldLease {
  checkInstance(instance);
  if (caller.operator === undefined && caller.service !== instance.service)
    throw new HansomError('permission_denied', 'traffic.not_yours', {
      description: `${caller.service ?? 'nobody'} registers an instance of ${instance.service}`,
    });
  const lease = leases.hold(instance);
  if (lease) return lease;
  throw new HansomError('resource_exhausted', 'traffic.too_many', {
    description: 'there are too many leases',
  });
}
