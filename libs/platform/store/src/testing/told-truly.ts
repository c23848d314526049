import { type Millis, realMonotonic, realRandom, realTimers } from '@hansom/platform-context';

import { budgetOf, settled } from '../settle.ts';

/** A race on a busy machine may take a while to be decided. */
const PATIENCE_MS: Millis = 60_000;

/** Whether a conditional write was applied. An engine may lose its answer, above all in a race: then it is settled, as everybody does. */
export function toldTruly(
  send: () => Promise<{ applied: boolean }>,
  decide: () => Promise<boolean | undefined>,
): Promise<boolean> {
  const effects = { monotonic: realMonotonic(), timers: realTimers(), random: realRandom() };
  const write = { what: 'a race', send: async () => (await send()).applied, decide };
  return settled(write, budgetOf(effects, PATIENCE_MS));
}
