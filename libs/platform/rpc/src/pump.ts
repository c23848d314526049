import { type Call } from './call.ts';

/**
 * Hands on what comes, one after the other, until there is no more or the call is cancelled: then, and when `hand` fails,
 * the source's `return` is called at once. Rejects with what the source or `hand` throws.
 */
export async function pump(
  source: AsyncIterable<unknown>,
  call: Call,
  hand: (item: unknown) => Promise<void>,
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  const forget = call.onCancel(() => stop(iterator));
  try {
    for (let next = await iterator.next(); !next.done && !call.cancelled; next = await iterator.next()) {
      await hand(next.value); // in their order: the next one is not asked for before there is room
    }
  } catch (error) {
    stop(iterator);
    throw error;
  } finally {
    forget();
  }
}

/** What a source throws while it is given up concerns nobody. */
function stop(iterator: AsyncIterator<unknown>): void {
  iterator.return?.().catch(() => undefined);
}
