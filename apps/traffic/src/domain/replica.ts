import { type Monotonic } from '@hansom/platform-context';
import { type Live, live, type ReplicaState } from '@hansom/platform-mesh';

import { type StoredRules } from '../store/rules-book.ts';
import { Leases } from './leases.ts';

/** What one replica knows: its leases, the rules as last read, and both as what watchers are told. */
export interface Replica {
  readonly leases: Leases;
  readonly state: Live<ReplicaState>;
  /** The rules were read. */
  hear(rules: StoredRules): void;
}

export function createReplica(monotonic: Monotonic): Replica {
  const state = live<ReplicaState>();
  let rules: StoredRules | undefined;
  const leases = new Leases(monotonic, tell);
  return {
    leases,
    state,
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
    state.set({ settled: leases.settled, snapshot });
  }
}
