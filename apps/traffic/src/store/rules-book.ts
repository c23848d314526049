import { HansomError } from '@hansom/platform-errors';
import { rulesFromWire, rulesToWire, type ServiceRules } from '@hansom/platform-mesh';
import { type Aggregates, type AggregateState, type CallOptions } from '@hansom/platform-schedule';
import { RulesChanged } from '@hansom/proto-traffic';

import { RULES_ID, type RulesFields, type RulesState } from './rules-aggregate.ts';

export interface StoredRules {
  /** 0: there were none yet. */
  readonly version: number;
  /** By service. */
  readonly rules: readonly ServiceRules[];
}

/** A change of the rules of one service. */
export interface RulesChange {
  /** Of the same intent: a repeat changes nothing. */
  readonly command: string;
  /** Version of the rules that it was based on. */
  readonly basedOn: number;
  readonly rules: ServiceRules;
  readonly who: string;
  readonly reason: string;
}

export interface AuditEntry extends Pick<RulesChange, 'who' | 'reason'> {
  readonly version: number;
  readonly at: Date;
  readonly oldRules: ServiceRules;
  readonly newRules: ServiceRules;
}

/** The rules as they are stored, with who changed them and why. */
export interface RulesBook {
  read(call?: CallOptions): Promise<StoredRules>;
  /** The version with the change. Throws `traffic.outdated` when the rules have another version than it was based on. */
  change(change: RulesChange, call: CallOptions): Promise<number>;
  /** The newest first: `limit` changes before version `before`, or before the next. */
  changes(page: { before: number; limit: number }, call: CallOptions): Promise<AuditEntry[]>;
}

type Rules = Aggregates<RulesFields, RulesState>;

export function rulesBook(
  aggregates: Pick<Rules, 'get' | 'create' | 'transition' | 'readEvents'>,
): RulesBook {
  const read = async (call?: CallOptions): Promise<StoredRules> =>
    storedOf(await aggregates.get(RULES_ID, call));
  return {
    read,
    change: async (change, call) => {
      const { command } = change;
      const made =
        change.basedOn === 0
          ? await aggregates.create(RULES_ID, { to: 'IN_FORCE', command, ...changed(change, []) }, call)
          : await aggregates.transition(
              RULES_ID,
              { command, decide: (state) => decide(change, state) },
              call,
            );
      if (made.outcome === 'applied' || made.outcome === 'repeated') return made.state.version;
      throw outdated(change, await read(call));
    },
    changes: async ({ before, limit }, call) => {
      const { version } = await read(call);
      const to = Math.min(version, before > 0 ? before - 1 : version);
      if (to === 0) return [];
      const events = await aggregates.readEvents(RULES_ID, { from: Math.max(1, to - limit + 1), to });
      return events.map(entryOf).reverse();
    },
  };
}

function decide(change: RulesChange, state: AggregateState<RulesFields, RulesState>) {
  const { version, rules } = storedOf(state);
  return version === change.basedOn ? changed(change, rules) : outdated(change, { version, rules });
}

function changed({ rules, who, reason }: RulesChange, before: readonly ServiceRules[]) {
  const { service } = rules;
  const others = before.filter((rule) => rule.service !== service);
  const all = hasAny(rules) ? [...others, rules] : others;
  const oldRules = before.find((rule) => rule.service === service) ?? {
    service,
    shares: [],
    labels: [],
    faults: [],
  };
  const event = { who, reason, oldRules: rulesToWire(oldRules), newRules: rulesToWire(rules) };
  return {
    set: { document: JSON.stringify(all.sort((a, b) => (a.service < b.service ? -1 : 1))) },
    event: { type: 'rules.changed', payload: RulesChanged.encode(event).finish() },
  };
}

function hasAny({ shares, labels, faults }: ServiceRules): boolean {
  return shares.length + labels.length + faults.length > 0;
}

function storedOf(state: AggregateState<RulesFields, RulesState> | undefined): StoredRules {
  if (!state) return { version: 0, rules: [] };
  return { version: state.version, rules: JSON.parse(state.fields.document) as ServiceRules[] }; // as `changed` wrote it
}

function outdated({ basedOn }: RulesChange, { version }: StoredRules): HansomError {
  return new HansomError('failed_precondition', 'traffic.outdated', {
    description: `the change was based on version ${basedOn} of the rules, and they have version ${version}`,
    context: { version: String(version) },
  });
}

function entryOf({
  version,
  occurredAt,
  payload,
}: Awaited<ReturnType<Rules['readEvents']>>[number]): AuditEntry {
  const { who, reason, oldRules, newRules } = RulesChanged.decode(payload);
  if (!oldRules || !newRules) throw new TypeError(`change ${version} of the rules says not what changed`);
  const rules = { oldRules: rulesFromWire(oldRules), newRules: rulesFromWire(newRules) };
  return { version, at: new Date(occurredAt), who, reason, ...rules };
}
