import { type Timers } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

const TRIES = 10;
const PAUSE_MS = 500;
const BUSY = ['unavailable', 'deadline_exceeded', 'resource_exhausted'];

/** Asks once more, a few times, whoever is away or busy. Only for what changes nothing. */
export async function again<T>(timers: Timers, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const isBusy = error instanceof HansomError && BUSY.includes(error.kind);
      if (!isBusy || tries === TRIES) throw error;
      await timers.sleep(PAUSE_MS);
    }
  }
}
