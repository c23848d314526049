import { type Effects } from '@hansom/platform-context';
import { type ReplicaState, type Source } from '@hansom/platform-mesh';

import { type Leases } from './domain/leases.ts';
import { type RulesBook } from './store/rules-book.ts';

/** What the handlers may use. */
export interface TrafficContext {
  effects: Pick<Effects, 'timers'>;
  leases: Leases;
  book: RulesBook;
  /** What watchers are told; nothing before the rules have been read. */
  state: Source<ReplicaState>;
}
