import { type VersionShare } from './snapshot.ts';
import { isServing, type ServiceView } from './view.ts';

/**
 * The versions that get calls which ask for none, and their shares; empty when none is to get any. Rules count as they stand, for the
 * versions that live. When none of those lives that are to get calls, versions that no rule names do: a forgotten rule is no outage.
 */
export function sharesOf({ rules, instances }: ServiceView): VersionShare[] {
  const live = liveVersions({ rules, instances });
  const ruled = rules.shares.filter(({ version, share }) => share > 0 && live.has(version));
  if (ruled.length > 0) return ruled;
  const named = new Set(rules.shares.map(({ version }) => version));
  const unnamed = [...live].filter(([version]) => !named.has(version));
  return unnamed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([version, share]) => ({ version, share }));
}

/** Serving instances by version. Those with a label are not for everybody. */
export function liveVersions({ instances }: ServiceView): Map<string, number> {
  const live = new Map<string, number>();
  for (const instance of instances) {
    if (!isServing(instance) || instance.label !== undefined) continue;
    live.set(instance.version, (live.get(instance.version) ?? 0) + 1);
  }
  return live;
}
