import { type MeshInstance, type MeshSnapshot, type ServiceRules } from './snapshot.ts';

/** One service of a snapshot. */
export interface ServiceView {
  readonly rules: ServiceRules;
  readonly instances: readonly MeshInstance[];
}

/** A snapshot by service. */
export interface MeshView {
  /** A service that nobody knows has no instances and no rules. */
  service(name: string): ServiceView;
  /** Those with instances, in order. */
  readonly services: readonly string[];
}

export function viewOf({ rules, instances }: MeshSnapshot): MeshView {
  const rulesBy = new Map(rules.map((rule) => [rule.service, rule]));
  const instancesBy = new Map<string, MeshInstance[]>();
  for (const instance of instances) {
    const others = instancesBy.get(instance.service);
    if (others) others.push(instance);
    else instancesBy.set(instance.service, [instance]);
  }
  return {
    services: [...instancesBy.keys()].sort(),
    service: (service) => ({
      rules: rulesBy.get(service) ?? { service, shares: [], labels: [], faults: [] },
      instances: instancesBy.get(service) ?? [],
    }),
  };
}

export function isServing({ state }: MeshInstance): boolean {
  return state === 'serving';
}
