import { isPassing } from '@hansom/platform-errors';
import { type Call, settleAll } from '@hansom/platform-rpc';

const AT_ONCE = 8;

/**
 * Does the same for each item, some at a time, in the items' order. One that a service could not be asked about is undefined and does not
 * keep the others from being done; what is broken is thrown in the end.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  call: Call,
  work: (item: T, call: Call) => Promise<R>,
): Promise<(R | undefined)[]> {
  const tasks = items.map((item, index) => [String(index), (own: Call) => work(item, own)] as const);
  const settled = await settleAll(Object.fromEntries(tasks), { call, limit: AT_ONCE });
  // Numeric names keep their order.
  return Object.values(settled).map((one) => {
    if (one.ok) return one.value;
    if (isPassing(one.error)) return undefined; // the next batch asks again
    throw one.error;
  });
}
