import { type Fault, type Rules } from '@hansom/client-console';

import { formatPercent } from '../format/number.ts';

/** The statuses that one would have a call fail with, by their gRPC codes. */
export const STATUSES: Readonly<Record<number, string>> = {
  4: 'DEADLINE_EXCEEDED',
  8: 'RESOURCE_EXHAUSTED',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
};

/** Rules in sentences; none for none. */
export function tellRules({ shares, labels, faults }: Rules): string[] {
  const sum = shares.reduce((total, { share }) => total + share, 0);
  const parts = shares.map(
    ({ version, share }) => `${formatPercent(sum === 0 ? 0 : (100 * share) / sum)} to ${version}`,
  );
  return [
    ...(parts.length > 0 ? [`Calls go ${parts.join(', ')}.`] : []),
    ...labels.map(({ label, version }) => `Calls that ask for ${label} go to ${version}.`),
    ...faults.map(tellFault),
  ];
}

function tellFault({ percent, abortCode, delayMs, header, headerValue }: Fault): string {
  const whom = header ? ` of those with ${header}${headerValue && `: ${headerValue}`}` : ' of all calls';
  const waits = delayMs > 0 && `wait ${delayMs} ms`;
  const fails = abortCode > 0 && `fail with ${STATUSES[abortCode] ?? `gRPC status ${abortCode}`}`;
  return `${formatPercent(percent)}${whom} ${[waits, fails].filter(Boolean).join(' and ')}.`;
}
