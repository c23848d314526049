import { type Millis, realMonotonic, realRandom, realTimers } from '@hansom/platform-context';

import { type Budget, budgetOf, settled } from '../settle.ts';

/** A race on a busy machine may take a while to be decided. */
const PATIENCE_MS: Millis = 60_000;

/** Whether a conditional write was applied. An engine may lose its answer, above all in a race: then it is settled, as everybody does. */
export function toldTruly(
  send: () => Promise<{ applied: boolean }>,
  decide: () => Promise<boolean | undefined>,
): Promise<boolean> {
  return settled({ what: 'a race', send: async () => (await send()).applied, decide }, patience());
}

/** What a read finds, which in a race may have to be asked again. */
export async function readTruly<T>(read: () => Promise<T>): Promise<T> {
  const boxed = async (): Promise<{ value: T }> => ({ value: await read() });
  return (await settled({ what: 'a read in a race', send: boxed, decide: boxed }, patience())).value;
}

function patience(): Budget {
  const effects = { monotonic: realMonotonic(), timers: realTimers(), random: realRandom() };
  return budgetOf(effects, PATIENCE_MS);
}
