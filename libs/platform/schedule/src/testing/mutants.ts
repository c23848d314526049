import { ABANDONED, type Engine } from '@hansom/platform-store';
import { swappedReadDecision } from '@hansom/platform-store/testing';

import { type Variant } from './explored-world.ts';
import { methodsOf } from './methods-of.ts';

/** Protocols that leave something out: an exploration that does not find what is wrong with them proves nothing. */
export const mutants = {
  /** What has not come is given up without raising the fence. */
  withoutFence: {
    engine: (engine: Engine): Engine => ({
      ...methodsOf(engine),
      raiseFence: async () => ({ applied: true }),
    }),
  },
  withSwappedReads: { readDecision: swappedReadDecision },
  withoutAgeCheck: { ageless: true },
  /** A claim moves on from a missing aggregate without making it impossible. */
  withoutAbandoning: { engine: pretendingToAbandon },
} as const satisfies Record<string, Variant>;

function pretendingToAbandon(engine: Engine): Engine {
  const pretended = new Set<string>();
  return {
    ...methodsOf(engine),
    commit: async (of, batch) => {
      if (batch.state.state !== ABANDONED) return engine.commit(of, batch);
      pretended.add(batch.id);
      return { applied: true };
    },
    readState: async (of, id, level) => {
      const state = await engine.readState(of, id, level);
      const abandoned = { version: 1, state: ABANDONED, entered_version: 1, entered_attempt: 'nobody' };
      return state?.version === undefined && pretended.has(id) ? { ...state, ...abandoned } : state;
    },
  };
}
