import { type Effects, type Millis } from '@hansom/platform-context';
import { HansomError, isPassing } from '@hansom/platform-errors';

export interface LoopOptions {
  /** Real milliseconds between the end of one run and the start of the next. */
  everyMs: Millis;
  run: (signal: AbortSignal) => Promise<void>;
}

/** A named background loop: runs until closed, one run at a time; a failing run is logged and tried again at its next turn. */
export interface Loop {
  readonly name: string;
  /** Runs that ended, and those among them that failed. */
  readonly figures: Readonly<{ runs: number; failures: number }>;
  /** Aborts the run in progress and resolves when it has ended. Idempotent. */
  close(): Promise<void>;
}

export function startLoop(name: string, options: LoopOptions, effects: Effects): Loop {
  const stop = new AbortController();
  const figures = { runs: 0, failures: 0 };
  const ended = repeat();
  return {
    name,
    figures,
    close: async () => {
      stop.abort();
      await ended;
    },
  };

  async function repeat(): Promise<void> {
    while (!stop.signal.aborted) {
      await once();
      await effects.timers.sleep(options.everyMs, stop.signal);
    }
  }

  /** Another service that is away, slow or busy is no fault of this one: the next run will do. */
  function tell(error: unknown): void {
    if (stop.signal.aborted) return;
    const isCancelled = error instanceof HansomError && error.kind === 'cancelled';
    const facts = { loop: name, error };
    if (isCancelled || isPassing(error)) effects.log.warn('background loop was held up', facts);
    else effects.log.error('background loop failed', facts);
  }

  async function once(): Promise<void> {
    try {
      await options.run(stop.signal);
    } catch (error) {
      figures.failures += 1;
      tell(error);
    }
    figures.runs += 1;
  }
}
