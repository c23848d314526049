import { type Call, parallel } from '@hansom/platform-rpc';

const AT_ONCE = 16;

/** Does the same for each item, some at a time; fails with the first that fails. The results are in the items' order. */
export async function inParallel<T, R>(
  items: readonly T[],
  call: Call,
  work: (item: T, call: Call) => Promise<R>,
): Promise<R[]> {
  const tasks = items.map((item, index) => [String(index), (own: Call) => work(item, own)] as const);
  const results: Readonly<Record<string, R>> = await parallel(Object.fromEntries(tasks), {
    call,
    limit: AT_ONCE,
  });
  return Object.values(results); // numeric names keep their order
}
