import { liveVersions, type MeshInstance, rulesFromWire } from '@hansom/platform-mesh';

import { type Rules, type TrafficPreview } from '../routes/shapes/traffic.ts';
import { areSame, percentsOf, toWireRules } from './rules.ts';
import { faultText, tellFaults, tellLabels } from './tell-rules.ts';

/** What a change is judged by. */
export interface Proposed {
  readonly service: string;
  readonly before: Rules;
  readonly after: Rules;
  /** Those of the service that are alive. */
  readonly instances: readonly MeshInstance[];
  /** Services that called it lately. */
  readonly callers: readonly string[];
}

type VersionShare = TrafficPreview['versions'][number];

/** What will happen if rules are replaced: as the mesh works it out, in sentences. */
export function previewOf(proposed: Proposed): Omit<TrafficPreview, 'basedOn'> {
  const { before, after } = proposed;
  const versions = versionsOf(proposed);
  const effects = [
    ...versions.flatMap((version) => shareEffect(version, proposed)),
    ...tellLabels(before, after),
    ...tellFaults(before, after),
  ];
  const changes = !areSame(before, after);
  const nothing = changes ? 'What calls meet stays as it is for now.' : 'Nothing changes.';
  return {
    changes,
    effects: effects.length > 0 ? effects : [nothing],
    warnings: warningsOf(proposed, versions),
    versions,
  };
}

/** Every version that runs or that a share names, newest first. */
function versionsOf({ service, before, after, instances }: Proposed): VersionShare[] {
  const live = liveVersions({ rules: rulesFromWire(toWireRules(service, after)), instances });
  const [now, then] = [percentsOf(service, before, instances), percentsOf(service, after, instances)];
  const named = [...before.shares, ...after.shares].map(({ version }) => version);
  const versions = [...new Set([...live.keys(), ...named])].sort().reverse();
  return versions.map((version) => ({
    version,
    instances: live.get(version) ?? 0,
    percentNow: now.get(version) ?? 0,
    percentThen: then.get(version) ?? 0,
  }));
}

function shareEffect(share: VersionShare, { service, instances }: Proposed): string[] {
  const { version, percentNow, percentThen } = share;
  if (percentNow === percentThen) return [];
  const what = instances.some(({ sharded }) => sharded) ? 'cities' : 'calls';
  const running = share.instances === 1 ? '1 instance' : `${share.instances} instances`;
  if (percentThen > percentNow) {
    return [
      `${service}: version ${version} gets ${percentThen} % of ${what} instead of ${percentNow} %, on ${running}.`,
    ];
  }
  if (percentThen === 0) {
    return [`${service}: ${running} of version ${version} get no more ${what} than those that ask for it.`];
  }
  return [
    `${service}: ${running} of version ${version} keep ${percentThen} % of ${what}, of ${percentNow} %.`,
  ];
}

function warningsOf(proposed: Proposed, versions: readonly VersionShare[]): string[] {
  const { service, after, instances } = proposed;
  if (instances.length === 0) return [`No instance of ${service} is alive.`];
  const isAllZero = after.shares.length > 0 && after.shares.every(({ share }) => share === 0);
  return [
    ...(isAllZero ? ['All shares are 0: that is refused.'] : []),
    ...deadVersions(after, versions),
    ...deadLabels(after, versions),
    ...idle(versions),
    ...faultWarnings(proposed),
  ];
}

function deadVersions({ shares }: Rules, versions: readonly VersionShare[]): string[] {
  const dead = shares.filter(({ version, share }) => share > 0 && !isRun(version, versions));
  return dead.map(
    ({ version }) => `Nobody runs version ${version}: until somebody does, its share goes to the others.`,
  );
}

function deadLabels({ labels }: Rules, versions: readonly VersionShare[]): string[] {
  const dead = labels.filter(({ version }) => !isRun(version, versions));
  return dead.map(({ label, version }) => {
    return `Nobody runs version ${version}: calls that ask for label ${label} go the way of all others.`;
  });
}

function isRun(version: string, versions: readonly VersionShare[]): boolean {
  return versions.some((one) => one.version === version && one.instances > 0);
}

/** Those that did something so far, and are to stand by. */
function idle(versions: readonly VersionShare[]): string[] {
  const stopped = versions.filter(({ percentNow, percentThen, instances }) => {
    return instances > 0 && percentNow > 0 && percentThen === 0;
  });
  return stopped.map(({ version, instances }) => `${instances} of version ${version} will stand idle.`);
}

function faultWarnings({ service, before, after, callers }: Proposed): string[] {
  const old = before.faults.map(faultText);
  const begun = after.faults.map(faultText).filter((text) => !old.includes(text));
  if (begun.length === 0) return [];
  const whom = callers.length > 0 ? callers.join(', ') : 'whoever calls it';
  return [`A fault is injected into ${service}: ${whom} will meet it, and riders and drivers may.`];
}
