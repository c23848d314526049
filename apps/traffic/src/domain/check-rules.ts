import { type FieldCheck, checkFields } from '@hansom/platform-errors';
import { type FaultRule, type MeshInstance, type ServiceRules } from '@hansom/platform-mesh';

import { isServiceName, isVersion, VERSION_RULE } from './check-instance.ts';

const MAX_SHARES = 16;
const MAX_LABELS = 16;
const MAX_FAULTS = 8;
const MAX_SHARE = 1_000_000;
const MAX_DELAY_MS = 60_000;
/** The highest status of gRPC. */
const MAX_CODE = 16;
const HEADER = /^(?!grpc-)(?!.*-bin$)[a-z0-9_.-]{1,64}$/;
const HEADER_VALUE = /^[\x21-\x7e]{1,128}$/;

/** Throws `traffic.invalid_argument` that names all that is wrong with rules, whoever is alive. */
export function checkRules(rules: ServiceRules): void {
  const { service, shares, labels, faults } = rules;
  const sum = shares.reduce((total, { share }) => total + share, 0);
  const checks: FieldCheck[] = [
    { field: 'rules.service', rule: 'must be a name in kebab-case', holds: isServiceName(service) },
    { field: 'rules.shares', rule: `must be at most ${MAX_SHARES}`, holds: shares.length <= MAX_SHARES },
    { field: 'rules.shares', rule: 'must not all be 0', holds: shares.length === 0 || sum > 0 },
    { field: 'rules.shares', rule: 'must name a version once', holds: areDistinct(shares, 'version') },
    {
      field: 'rules.shares.share',
      rule: `must be at most ${MAX_SHARE}`,
      holds: shares.every(({ share }) => share <= MAX_SHARE),
    },
    {
      field: 'rules.shares.version',
      rule: VERSION_RULE,
      holds: shares.every(({ version }) => isVersion(version)),
    },
    { field: 'rules.labels', rule: `must be at most ${MAX_LABELS}`, holds: labels.length <= MAX_LABELS },
    { field: 'rules.labels', rule: 'must name a label once', holds: areDistinct(labels, 'label') },
    {
      field: 'rules.labels',
      rule: VERSION_RULE,
      holds: labels.every(({ label, version }) => isVersion(label) && isVersion(version)),
    },
    ...faultChecks(faults),
  ];
  checkFields('traffic', checks);
}

function faultChecks(faults: readonly FaultRule[]): FieldCheck[] {
  const headers = faults.flatMap(({ header }) => header ?? []);
  return [
    { field: 'rules.faults', rule: `must be at most ${MAX_FAULTS}`, holds: faults.length <= MAX_FAULTS },
    {
      field: 'rules.faults',
      rule: 'must have at most one without a header',
      holds: faults.length - headers.length <= 1,
    },
    {
      field: 'rules.faults',
      rule: 'must abort or delay',
      holds: faults.every(({ abortCode, delayMs }) => abortCode ?? delayMs),
    },
    {
      field: 'rules.faults.percent',
      rule: 'must be from 1 to 100',
      holds: faults.every(({ percent }) => percent >= 1 && percent <= 100),
    },
    {
      field: 'rules.faults.abort_code',
      rule: `must be from 0 to ${MAX_CODE}`,
      holds: faults.every(({ abortCode = 0 }) => abortCode <= MAX_CODE),
    },
    {
      field: 'rules.faults.delay_ms',
      rule: `must be at most ${MAX_DELAY_MS}`,
      holds: faults.every(({ delayMs = 0 }) => delayMs <= MAX_DELAY_MS),
    },
    {
      field: 'rules.faults.header',
      rule: 'must be a header in lower case with a value',
      holds: headers.every(({ name, value }) => HEADER.test(name) && HEADER_VALUE.test(value)),
    },
  ];
}

/** What may not have been meant: it is done all the same, as a version may be on its way. */
export function warningsOf(rules: ServiceRules, live: readonly MeshInstance[]): string[] {
  const own = live.filter(({ service }) => service === rules.service);
  if (own.length === 0) return [`no instance of ${rules.service} is alive`];
  const versions = new Set(own.map(({ version }) => version));
  const named = [...rules.shares, ...rules.labels].map(({ version }) => version);
  const unknown = [...new Set(named)].filter((version) => !versions.has(version));
  return unknown.map((version) => `no instance of ${rules.service} runs version ${version}`);
}

function areDistinct<K extends string>(items: readonly Readonly<Record<K, unknown>>[], key: K): boolean {
  return new Set(items.map((item) => item[key])).size === items.length;
}
