import { type Monotonic } from '@hansom/platform-context';
import {
  type Live,
  live,
  type MeshView,
  type ReplicaState,
  type Source,
  viewOf,
} from '@hansom/platform-mesh';

import { type StoredRules } from '../store/rules-book.ts';
import { Leases } from './leases.ts';

/** What one replica knows: its leases, the rules as last read, and both as what watchers are told. */
export interface Replica {
  readonly leases: Leases;
  readonly state: Live<ReplicaState>;
  /** The same for those who ask this replica alone: nothing before it has heard of everybody. */
  readonly view: Source<MeshView>;
  /** The rules were read. */
  hear(rules: StoredRules): void;
}

export function createReplica(monotonic: Monotonic): Replica {
  const state = live<ReplicaState>();
  const view = live<MeshView>();
  let rules: StoredRules | undefined;
  const leases = new Leases(monotonic, tell);
  return {
    leases,
    state,
    view,
    hear: (read) => {
      if (read.version === rules?.version) return;
      rules = read;
      tell();
    },
  };

  /** Nothing is told before the rules are known: calls would go where they are not to. */
  function tell(): void {
    if (!rules) return;
    const snapshot = { rulesVersion: rules.version, rules: rules.rules, instances: leases.list() };
    const { settled } = leases;
    state.set({ settled, snapshot });
    if (settled) view.set(viewOf(snapshot));
  }
}
