import { type Change } from '@hansom/proto-traffic';

import { type Rules, type TrafficChange } from '../routes/shapes/traffic.ts';
import { areSame, toRules } from './rules.ts';
import { tellDifference } from './tell-rules.ts';

/** What a change is told with. */
export interface Told {
  /** The rules of its service now. */
  readonly now: Rules;
  /** Names of staff by their ids, as far as they are known. */
  readonly names: ReadonlyMap<string, string>;
}

export function tellChange(change: Change, { now, names }: Told): TrafficChange {
  const { version, at = new Date(0), who, reason, oldRules, newRules } = change;
  const service = newRules?.service ?? oldRules?.service ?? '';
  const [before, after] = [toRules(oldRules), toRules(newRules)];
  const possible = areSame(now, after) && !areSame(before, after);
  return {
    ...{ version: Number(version), at: at.toISOString(), service, reason, before, after },
    who: names.get(who.replace(/^user:/, '')) ?? who,
    told: tellDifference(before, after),
    undo: { possible, why: possible ? '' : `The rules of ${service} are not those of this change any more.` },
  };
}
