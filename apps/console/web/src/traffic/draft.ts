import { type Fault, type Rules } from '@hansom/client-console';

import { type DraftShare, perMilleOf } from './shares.ts';

/** Rules as somebody works on them. */
export interface Draft {
  /** Whether shares are set by hand, or follow the number of instances. */
  readonly byHand: boolean;
  readonly shares: readonly DraftShare[];
  readonly labels: readonly Rules['labels'][number][];
  readonly faults: readonly Fault[];
}

/** What runs, or is named, and what it gets now. */
export interface KnownVersion {
  readonly version: string;
  readonly percentNow: number;
}

/** Rules to work on: those that hold. What runs but was not named gets nothing, as it does now. */
export function draftOf(rules: Rules, versions: readonly KnownVersion[]): Draft {
  const byHand = rules.shares.length > 0;
  const weights = byHand
    ? versions.map(({ version }) => ({ version, weight: shareOf(rules, version) }))
    : versions.map(({ version, percentNow }) => ({ version, weight: percentNow }));
  return { byHand, shares: perMilleOf(weights), labels: rules.labels, faults: rules.faults };
}

/** What the draft would make the rules. Versions that get nothing, and did not stand there before, need not be named. */
export function rulesOf({ byHand, shares, labels, faults }: Draft): Rules {
  const named = shares.map(({ version, perMille }) => ({ version, share: perMille }));
  return { shares: byHand ? named : [], labels: [...labels], faults: [...faults] };
}

/** Why a draft cannot be looked at yet, for a person; undefined: it can. */
export function incomplete({ labels, faults }: Draft): string | undefined {
  if (labels.some(({ label, version }) => !label.trim() || !version))
    return 'A label needs a name and a version.';
  const names = labels.map(({ label }) => label);
  if (new Set(names).size < names.length) return 'A label stands there twice.';
  if (faults.some(({ abortCode, delayMs }) => abortCode === 0 && delayMs === 0))
    return 'A fault needs to fail or to wait.';
  if (faults.some(({ percent }) => !(percent >= 1 && percent <= 100)))
    return 'A fault befalls 1 to 100 % of the calls.';
  if (faults.some(({ header, headerValue }) => headerValue && !header)) return 'A value needs its header.';
  if (faults.filter(({ header }) => !header).length > 1)
    return 'Only one fault may befall calls without a header.';
  return undefined;
}

function shareOf(rules: Rules, version: string): number {
  return rules.shares.find((share) => share.version === version)?.share ?? 0;
}
