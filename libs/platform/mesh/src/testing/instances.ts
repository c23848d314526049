import { type MeshInstance, type MeshSnapshot, type ServiceRules } from '../model/snapshot.ts';

/** An instance of `echo`, version 1, in zone a. */
export function anInstance(over: Partial<MeshInstance> = {}): MeshInstance {
  return {
    service: 'echo',
    instance: 'i1',
    version: 'v1',
    zone: 'a',
    address: '127.0.0.1:1',
    sharded: false,
    state: 'serving',
    ...over,
  };
}

export function someRules(over: Partial<ServiceRules> = {}): ServiceRules {
  return { service: 'echo', shares: [], labels: [], faults: [], ...over };
}

export function aSnapshot(
  instances: MeshInstance[],
  rules: ServiceRules[] = [],
  rulesVersion = rules.length,
): MeshSnapshot {
  return { rulesVersion, rules, instances };
}
