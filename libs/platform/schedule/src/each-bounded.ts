/** Runs an action for each item, at most `limit` at a time; rejects with the first failure. */
export async function eachBounded<T>(
  items: readonly T[],
  limit: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await action(item); // the shared iterator is the bound
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
