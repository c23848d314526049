import { type MeshInstance } from '../model/snapshot.ts';
import { isServing, type MeshView } from '../model/view.ts';
import { groupOf, membersOf } from './names.ts';
import { isSharded } from './routes.ts';

/**
 * Where a group's calls go: to the asker's zone first, and to all others only when it has none left. On a ring all are equal, whatever their
 * zone: they are one locality, so that each has as much of the ring.
 */
export function endpointsOf(view: MeshView, name: string, zone: string): object {
  const group = groupOf(name);
  const service = view.service(group.service);
  const members = distinct(membersOf(service, group));
  const localities = isSharded(service) ? [{ zone: '', members }] : byZone(members);
  const hasOwn = localities.some((locality) => locality.zone === zone && locality.members.some(isServing));
  const endpoints = localities
    .filter((locality) => locality.members.length > 0)
    .map((locality) => localityOf(locality, hasOwn && locality.zone !== zone && !isSharded(service) ? 1 : 0));
  return { cluster_name: name, endpoints };
}

/** An address twice is refused: an instance that took over another's port is the later one by name. */
function distinct(members: readonly MeshInstance[]): MeshInstance[] {
  return [...new Map(members.map((member) => [member.address, member])).values()];
}

interface Locality {
  zone: string;
  members: MeshInstance[];
}

function byZone(members: readonly MeshInstance[]): Locality[] {
  const zones = [...new Set(members.map(({ zone }) => zone))].sort();
  return zones.map((zone) => ({ zone, members: members.filter((one) => one.zone === zone) }));
}

function localityOf({ zone, members }: Locality, priority: number): object {
  return {
    locality: { zone },
    priority,
    // Without a weight a locality is dropped; weighed by their instances, all instances of a priority get as many calls.
    load_balancing_weight: { value: Math.max(1, members.filter(isServing).length) },
    lb_endpoints: members.map(endpointOf),
  };
}

function endpointOf(instance: MeshInstance): object {
  const colon = instance.address.lastIndexOf(':');
  const address = instance.address.slice(0, colon).replace(/^\[|\]$/g, '');
  const port_value = Number(instance.address.slice(colon + 1));
  return {
    endpoint: { address: { socket_address: { address, port_value } } },
    health_status: isServing(instance) ? 'HEALTHY' : 'DRAINING',
  };
}
