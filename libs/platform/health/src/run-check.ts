import { type Effects, type Millis } from '@hansom/platform-context';

import { type Check, type Finding } from './check.ts';

const LONGEST_RUN_MS: Millis = 5000;

/** Runs a check once. Resolves with what it found, within 5 seconds, or at once when `givenUp` aborts; never rejects. */
export async function runCheck(check: Check, { timers }: Effects, givenUp: AbortSignal): Promise<Finding> {
  const over = new AbortController();
  const { signal } = over;
  const giveUp = (): void => over.abort();
  givenUp.addEventListener('abort', giveUp); // `AbortSignal.any` would be remembered by one that lives as long as the process
  if (givenUp.aborted) giveUp();
  const tooLong: Finding = { ok: false, message: `took longer than ${LONGEST_RUN_MS} ms` };
  try {
    const overdue = timers.sleep(LONGEST_RUN_MS, signal).then(() => tooLong);
    return await Promise.race([outcome(check, signal), overdue]);
  } finally {
    over.abort();
    givenUp.removeEventListener('abort', giveUp);
  }
}

async function outcome({ run }: Check, signal: AbortSignal): Promise<Finding> {
  try {
    return await run(signal);
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
