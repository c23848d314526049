import { type MeshInstance, rulesFromWire, type ServiceRules, sharesOf } from '@hansom/platform-mesh';
import { type ServiceRules as WireRules } from '@hansom/proto-traffic';

import { type Rules } from '../routes/shapes/traffic.ts';

/** No rules: every version gets calls by the number of its instances. */
export const NO_RULES: Rules = Object.freeze({ shares: [], labels: [], faults: [] });

export function toRules(wire: WireRules | undefined): Rules {
  if (!wire) return NO_RULES;
  const { shares, labels, faults } = wire;
  return {
    shares: shares.map(({ version, share }) => ({ version, share })),
    labels: labels.map(({ label, version }) => ({ label, version })),
    faults: faults.map(({ percent, abortCode, delayMs, header, headerValue }) => {
      return { percent, abortCode, delayMs, header, headerValue };
    }),
  };
}

export function toWireRules(service: string, { shares, labels, faults }: Rules): WireRules {
  return { service, shares: [...shares], labels: [...labels], faults: [...faults] };
}

/** Whether two say the same, in whatever order. */
export function areSame(one: Rules, other: Rules): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ shares, labels, faults }: Rules): string {
  const parts = [
    shares.map(({ version, share }) => [version, share]),
    labels.map(({ label, version }) => [label, version]),
    faults.map(({ percent, abortCode, delayMs, header, headerValue }) => {
      return [percent, abortCode, delayMs, header, headerValue];
    }),
  ];
  return JSON.stringify(parts.map((entries) => entries.map((entry) => JSON.stringify(entry)).sort()));
}

/** How many of a hundred calls each version gets that gets any: as every process works it out. */
export function percentsOf(
  service: string,
  rules: Rules,
  instances: readonly MeshInstance[],
): Map<string, number> {
  const view: ServiceRules = rulesFromWire(toWireRules(service, rules));
  const shares = sharesOf({ rules: view, instances });
  const sum = shares.reduce((total, { share }) => total + share, 0);
  return new Map(shares.map(({ version, share }) => [version, rounded((100 * share) / sum)]));
}

function rounded(percent: number): number {
  return Math.round(percent * 10) / 10;
}
