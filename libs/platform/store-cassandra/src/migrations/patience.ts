import { type Effects, type Millis } from '@hansom/platform-context';
import { type Budget, budgetOf, settled } from '@hansom/platform-store';

/** A cluster that makes many tables at once answers late. Real time. */
const PATIENCE_MS: Millis = 60_000;

export function patience(effects: Effects): Budget {
  return budgetOf(effects, PATIENCE_MS);
}

/** Asks until there is an answer. Throws `OutcomeUnknown` or `StoreUnavailable` when patience is at its end. */
export async function askedPatiently<T>(effects: Effects, what: string, ask: () => Promise<T>): Promise<T> {
  const boxed = async (): Promise<{ value: T }> => ({ value: await ask() });
  return (await settled({ what, send: boxed, decide: boxed }, patience(effects))).value;
}
