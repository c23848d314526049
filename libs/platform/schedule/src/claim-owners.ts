import { type MonotonicInstant } from '@hansom/platform-context';
import { ABANDONED, type ClaimOwners, type Columns } from '@hansom/platform-store';

import { type Maker, type Plan } from './attempt.ts';
import { make } from './make.ts';
import { budgetUntil, readStanding } from './parts.ts';
import { type Standing, traitsOf } from './state.ts';

/** What claims must know of these aggregates. Without a deadline each call has 5 s. */
export function claimOwnersOf<F extends Columns, S extends string>(
  maker: Maker<F, S>,
  deadline?: MonotonicInstant,
): ClaimOwners {
  const { parts } = maker;
  return {
    look: async (id) => {
      const standing = await readStanding(parts, id, budgetUntil(parts.effects, deadline));
      if (standing.abandoned) return 'freed';
      if (!standing.view) return 'missing';
      const { terminal, freesClaims } = traitsOf(parts.aggregate, standing.view.state);
      return terminal && freesClaims ? 'freed' : 'live';
    },
    abandon: async (id) => {
      await make(maker, id, { call: { deadline }, judge: impossible });
    },
  };
}

/** ABANDONED from nothing; whatever exists stays as it is. */
function impossible<F extends Columns, S extends string>(
  standing: Standing<F, S>,
): { plan: Plan<F, S> } | { result: 'exists' } {
  if (standing.stand.version > 0) return { result: 'exists' };
  return { plan: { standing, decision: { to: ABANDONED } } };
}
