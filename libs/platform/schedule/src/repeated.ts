import { type Budget, OutcomeUnknown, settled, StoreUnavailable } from '@hansom/platform-store';

/**
 * Calls what may be called again at will (a read, a plain write) until it is answered. Throws `StoreUnavailable` when time is up: at this
 * point nobody's transition has been sent, so its outcome is known.
 */
export async function repeated<T>(what: string, call: () => Promise<T>, budget: Budget): Promise<T> {
  const boxed = async (): Promise<{ value: T }> => ({ value: await call() });
  try {
    return (await settled({ what, send: boxed, decide: boxed }, budget)).value;
  } catch (cause) {
    if (cause instanceof OutcomeUnknown) throw new StoreUnavailable(`${what}: no answer in time`, cause);
    throw cause;
  }
}
