import { type Effects, type Millis } from '@hansom/platform-context';

import { type Check, type Finding } from './check.ts';

const LONGEST_RUN_MS: Millis = 5000;

/** Runs a check once. Resolves with what it found, within 5 seconds, or at once when `givenUp` aborts; never rejects. */
export async function runCheck(check: Check, { timers }: Effects, givenUp: AbortSignal): Promise<Finding> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, givenUp]);
  const tooLong: Finding = { ok: false, message: `took longer than ${LONGEST_RUN_MS} ms` };
  try {
    const overdue = timers.sleep(LONGEST_RUN_MS, signal).then(() => tooLong);
    return await Promise.race([outcome(check, signal), overdue]);
  } finally {
    over.abort();
  }
}

async function outcome({ run }: Check, signal: AbortSignal): Promise<Finding> {
  try {
    return await run(signal);
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
