import { instanceFromWire, type MeshInstance } from '@hansom/platform-mesh';
import { type Call, parallel } from '@hansom/platform-rpc';

import { type Rules } from '../routes/shapes/traffic.ts';
import { HansomError } from '@hansom/platform-errors';
import { toRules } from './rules.ts';
import { type TrafficContext } from './traffic-context.ts';

/** The rules of a service as they stand, and who is alive. */
export interface Standing {
  readonly basedOn: number;
  readonly rules: Rules;
  readonly instances: readonly MeshInstance[];
}

/** Refuses a service that nobody runs and no rule names. */
export async function readStanding(
  { traffic }: Pick<TrafficContext, 'traffic'>,
  service: string,
  call: Call,
): Promise<Standing> {
  const { stored, live } = await parallel(
    {
      stored: (own) => traffic.getRules({}, own),
      live: (own) => traffic.listInstances({ service }, own),
    },
    { call },
  );
  const rules = stored.rules.find((one) => one.service === service);
  if (!rules && live.instances.length === 0) throw noService(service);
  return {
    basedOn: Number(stored.version),
    rules: toRules(rules),
    instances: live.instances.map(instanceFromWire),
  };
}

export function noService(service: string): HansomError {
  const description = 'there is no such service';
  return new HansomError('not_found', 'console.no_service', { description, context: { service } });
}
