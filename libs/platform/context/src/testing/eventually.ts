import { setTimeout as sleep } from 'node:timers/promises';

import { type Millis } from '../clock.ts';

/** A question that is answered with undefined or false while it is too early. */
export type Ask<T> = () => Promise<T | undefined | false> | T | undefined | false;

/** How long it is asked, and how. */
export interface Patience {
  /** What is waited for, as a failure tells it. Default: the source of `ask`. */
  readonly what?: string;
  /** Default: a minute, which is far longer than a busy machine takes. */
  readonly patienceMs?: Millis;
  /** The pause before it asks again. Default: 10 ms. */
  readonly everyMs?: Millis;
  /** Whether an error of `ask` only means that it is not so yet. Default: none does. */
  readonly passing?: (error: unknown) => boolean;
}

/**
 * Asks again and again, in real time, until the answer is neither undefined nor false, and gives it: for specs of what ends in its own time.
 * One question after the other. Rejects with an error of `ask` that is not passing, at once; and when patience is over, with what was waited
 * for, caused by the error of the last question if it had one.
 */
export async function eventually<T>(
  ask: Ask<T>,
  { what = String(ask), patienceMs = 60_000, everyMs = 10, passing = () => false }: Patience = {},
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const { answer, cause } = await answerOf(ask, passing); // one after the other: it waits for a change
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end)
      throw new Error(`did not come true within ${patienceMs} ms: ${what}`, { cause });
    await sleep(everyMs);
  }
}

async function answerOf<T>(
  ask: Ask<T>,
  passing: (error: unknown) => boolean,
): Promise<{ answer?: T | false; cause?: unknown }> {
  try {
    return { answer: await ask() };
  } catch (cause) {
    if (!passing(cause)) throw cause;
    return { cause };
  }
}
