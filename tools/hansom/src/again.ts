import { type Timers } from '@hansom/platform-context';
import { isPassing } from '@hansom/platform-errors';

export interface AgainOptions {
  /** How often it is asked at most; 10 unless given. */
  tries?: number;
  /** Called before each further try. */
  waits?: () => void;
  /** When it aborts, no further try is made. */
  signal?: AbortSignal;
}

const TRIES = 10;
const PAUSE_MS = 500;

/** Asks once more, a few times, whoever is away or busy. Only for what may be asked twice. */
export async function again<T>(
  timers: Timers,
  ask: () => Promise<T>,
  { tries = TRIES, waits, signal }: AgainOptions = {},
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || tried === tries || signal?.aborted) throw error;
      waits?.();
      await timers.sleep(PAUSE_MS, signal);
    }
  }
}
