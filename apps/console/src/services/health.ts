import { InstanceState } from '@hansom/proto-traffic';

import { type ServiceSummary } from '../routes/shapes/service-page.ts';
import { type InstanceReading } from './read-instances.ts';

type Health = Pick<ServiceSummary, 'state' | 'reason'>;

/** How a service does: as ill as the worst of its instances. */
export function healthOf(instances: readonly InstanceReading[]): Health {
  if (instances.length === 0) return { state: 'GONE', reason: 'no instance is alive' };
  const reasons = instances.flatMap((reading) => reasonsOf(reading, instances.length > 1));
  if (instances.every(({ instance }) => instance.state === InstanceState.DRAINING)) {
    return { state: 'UNWELL', reason: 'every instance finishes what it has, and takes no more' };
  }
  return reasons.length === 0
    ? { state: 'HEALTHY', reason: '' }
    : { state: 'UNWELL', reason: reasons.join('; ') };
}

function reasonsOf({ instance, told, reason }: InstanceReading, isOneOfMany: boolean): string[] {
  const where = isOneOfMany ? `${instance.instance}: ` : '';
  if (reason) return [`${where}does not answer (${reason})`];
  const failing = told?.checks.checks.filter(({ state }) => state === 'failing') ?? [];
  return failing.map(({ name, message }) => `${where}${name}: ${message}`);
}
