import {
  type FaultRule as WireFault,
  type Instance as WireInstance,
  InstanceState,
  type ServiceRules as WireRules,
  type WatchResponse,
} from '@hansom/proto-traffic';

import { type ReplicaState } from './model/merge.ts';
import { type FaultRule, type MeshInstance, type MeshSnapshot, type ServiceRules } from './model/snapshot.ts';

/** A message has at most 256 KiB: an instance has at most 0.5 KiB, the rules of a service 5 KiB. */
const INSTANCES_A_PAGE = 200;
const RULES_A_PAGE = 20;

export function instanceToWire(instance: MeshInstance): WireInstance {
  const { state, label = '', healthAddress = '', ...same } = instance;
  const wireState = state === 'serving' ? InstanceState.SERVING : InstanceState.DRAINING;
  return { ...same, label, healthAddress, state: wireState };
}

export function instanceFromWire(instance: WireInstance): MeshInstance {
  const { state, label, healthAddress, ...same } = instance;
  return {
    ...same,
    ...(label && { label }),
    ...(healthAddress && { healthAddress }),
    state: state === InstanceState.DRAINING ? 'draining' : 'serving',
  };
}

export function rulesToWire({ faults, shares, labels, service }: ServiceRules): WireRules {
  return { service, shares: [...shares], labels: [...labels], faults: faults.map(faultToWire) };
}

export function rulesFromWire({ faults, ...same }: WireRules): ServiceRules {
  return { ...same, faults: faults.map(faultFromWire) };
}

function faultToWire({ percent, abortCode = 0, delayMs = 0, header }: FaultRule): WireFault {
  return { percent, abortCode, delayMs, header: header?.name ?? '', headerValue: header?.value ?? '' };
}

function faultFromWire({ percent, abortCode, delayMs, header, headerValue }: WireFault): FaultRule {
  return {
    percent,
    ...(abortCode && { abortCode }),
    ...(delayMs && { delayMs }),
    ...(header && { header: { name: header, value: headerValue } }),
  };
}

/** What a control plane sends of its state: one page or more. */
export function pagesOf({ snapshot, settled }: ReplicaState): WatchResponse[] {
  const { rulesVersion, rules, instances } = snapshot;
  const head = {
    first: false,
    last: false,
    rulesVersion: BigInt(rulesVersion),
    settled,
    rules: [],
    instances: [],
  };
  const pages: WatchResponse[] = [
    ...chunks(rules.map(rulesToWire), RULES_A_PAGE).map((page) => ({ ...head, rules: page })),
    ...chunks(instances.map(instanceToWire), INSTANCES_A_PAGE).map((page) => ({ ...head, instances: page })),
  ];
  if (pages.length === 0) pages.push(head);
  return pages.map((page, i) => ({ ...page, first: i === 0, last: i === pages.length - 1 }));
}

/** A sign of life. */
export const HEARTBEAT: WatchResponse = Object.freeze({
  first: false,
  last: false,
  rulesVersion: 0n,
  settled: false,
  rules: [],
  instances: [],
});

/** Puts pages together: gives the state with its last page. */
export function pageReader(): (page: WatchResponse) => ReplicaState | undefined {
  let rules: ServiceRules[] = [];
  let instances: MeshInstance[] = [];
  return (page) => {
    if (page.first) [rules, instances] = [[], []];
    rules.push(...page.rules.map(rulesFromWire));
    instances.push(...page.instances.map(instanceFromWire));
    if (!page.last) return undefined;
    const snapshot: MeshSnapshot = { rulesVersion: Number(page.rulesVersion), rules, instances };
    return { settled: page.settled, snapshot };
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
