import { type Group } from '@hansom/platform-provisioning';

import { type Bundle } from './bundle.ts';
import { fixedPorts, ROBOTS, type Shared, TRAFFIC } from './environment.ts';

/**
 * A bundle as something to run. The control plane starts first and ends last, as the others find each other through it; robots live in a city
 * that is there, and leave before it; who is called from outside ends before those behind it.
 */
export function groupOf(bundle: Bundle, replicas: number, shared: Pick<Shared, 'traffic'>): Group {
  const { service, release } = bundle;
  const ports = fixedPorts(bundle, replicas, shared);
  return {
    service,
    ...(release !== undefined && { release }),
    replicas,
    ...levelsOf(service, ports.length > 0),
    generation: 0,
    fixedPorts: service === TRAFFIC ? replicas : Math.min(1, ports.length),
  };
}

function levelsOf(service: string, isCalledFromOutside: boolean): Pick<Group, 'startLevel' | 'stopLevel'> {
  if (service === TRAFFIC) return { startLevel: 0, stopLevel: 0 };
  if (service === ROBOTS) return { startLevel: 2, stopLevel: 3 };
  return { startLevel: 1, stopLevel: isCalledFromOutside ? 2 : 1 };
}

/** `booking`, or `booking@20260102030405`. */
export function groupName({ service, release }: Pick<Group, 'service' | 'release'>): string {
  return release === undefined ? service : `${service}@${release}`;
}
