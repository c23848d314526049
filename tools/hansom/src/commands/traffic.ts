import { randomUUID } from 'node:crypto';

import { type ServiceRules } from '@hansom/proto-traffic';

import { asOperator, type InstallationOptions } from '../operator.ts';
import { UsageError } from '../services.ts';
import { table } from '../table.ts';

const SHARE = /^([^=]+)=(\d+)$/;

/** Prints the rules of all services. */
export async function showRules(options: InstallationOptions): Promise<void> {
  await asOperator(options, async (operator) => {
    const { version, rules } = await operator.traffic.getRules({}, operator.call());
    const rows = rules.map((rule) => [rule.service, sharesOf(rule), labelsOf(rule), rule.faults.length]);
    print(`rules, version ${version}`);
    print(table(['service', 'shares', 'labels', 'faults'], rows));
  });
}

interface ShareOptions extends InstallationOptions {
  reason: string;
}

/** Gives versions of a service their shares of its calls, as in `20260101120000=90`. Its labels and faults stay. Without shares: all alike. */
export async function setShares(
  service: string,
  shares: readonly string[],
  options: ShareOptions,
): Promise<void> {
  const wanted = shares.map(parseShare);
  await asOperator(options, async (operator) => {
    const { version, rules } = await operator.traffic.getRules({}, operator.call());
    const present = rules.find((rule) => rule.service === service) ?? {
      service,
      shares: [],
      labels: [],
      faults: [],
    };
    const changed = await operator.traffic.setRules(
      {
        commandKey: randomUUID(),
        basedOn: version,
        reason: options.reason,
        rules: { ...present, shares: wanted },
      },
      operator.call(),
    );
    for (const warning of changed.warnings) print(`warning: ${warning}`);
    print(`rules, version ${changed.version}: in force everywhere within a second`);
  });
}

/** Prints who changed what, when and why; the newest first. */
export async function showChanges(options: InstallationOptions & { limit: number }): Promise<void> {
  await asOperator(options, async (operator) => {
    const { changes } = await operator.traffic.listChanges(
      { before: 0n, limit: options.limit },
      operator.call(),
    );
    const rows = changes.map(({ version, at, who, oldRules, newRules, reason }) => [
      String(version),
      at?.toISOString() ?? '',
      who,
      newRules?.service ?? '',
      `${oldRules ? sharesOf(oldRules) : ''} -> ${newRules ? sharesOf(newRules) : ''}`,
      reason,
    ]);
    print(table(['version', 'when', 'who', 'service', 'shares', 'reason'], rows));
  });
}

function parseShare(text: string): { version: string; share: number } {
  const [, version = '', share = ''] = SHARE.exec(text) ?? [];
  if (version) return { version, share: Number(share) };
  throw new UsageError(`${JSON.stringify(text)} is not <version>=<share>, as in 20260101120000=90`);
}

function sharesOf({ shares }: ServiceRules): string {
  return shares.map(({ version, share }) => `${version}=${share}`).join(' ') || 'all alike';
}

function labelsOf({ labels }: ServiceRules): string {
  return labels.map(({ label, version }) => `${label}=${version}`).join(' ');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
