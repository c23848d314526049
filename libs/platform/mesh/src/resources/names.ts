import { type MeshInstance } from '../model/snapshot.ts';
import { type ServiceView } from '../model/view.ts';

/** Instances of a service that are called alike. `version`, `label` and `instance` exclude each other; none: all without a label. */
export interface Group {
  readonly service: string;
  readonly version?: string;
  readonly label?: string;
  readonly instance?: string;
}

/** `sample-hold`, `sample-hold@20260101`, `sample-hold#blue`, `i1.sample-hold`: the name of the group's cluster. */
export function nameOf({ service, version, label, instance }: Group): string {
  if (version !== undefined) return `${service}@${version}`;
  if (label !== undefined) return `${service}#${label}`;
  return instance === undefined ? service : `${instance}.${service}`;
}

/** The group of a cluster's name. Any text names one; one that nobody is in has no endpoints. */
export function groupOf(name: string): Group {
  const [, service, mark, rest] = /^([^@#]*)([@#])(.*)$/s.exec(name) ?? [];
  if (service !== undefined && rest !== undefined)
    return mark === '@' ? { service, version: rest } : { service, label: rest };
  const dot = name.lastIndexOf('.');
  return dot < 0 ? { service: name } : { service: name.slice(dot + 1), instance: name.slice(0, dot) };
}

/** The members of a group, serving or draining. */
export function membersOf({ instances }: ServiceView, { version, label, instance }: Group): MeshInstance[] {
  if (instance !== undefined) return instances.filter((one) => one.instance === instance);
  if (label !== undefined) return instances.filter((one) => one.label === label);
  const ordinary = instances.filter((one) => one.label === undefined);
  return version === undefined ? ordinary : ordinary.filter((one) => one.version === version);
}
