import { type Effects, type Millis } from '@hansom/platform-context';

/** What became of one call. */
export interface Outcome {
  /** When it began, after the load did. */
  readonly at: Millis;
  /** Of the error it failed with. */
  readonly failure?: string;
}

export interface SteadyLoad {
  /** Calls that are over, in the order in which they ended. */
  readonly outcomes: readonly Outcome[];
  /** Since the load began. */
  elapsed(): Millis;
  /** Begins no more calls; resolves when all are over. Idempotent. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly effects: Effects;
  readonly perSecond: number;
  /** While so many are open no more begin: a machine that cannot do as many a second does fewer. Default: their deadlines are the bound. */
  readonly atOnce?: number | undefined;
}

/** So many calls a second, whether earlier ones were answered or not. */
export function steadyLoad(
  call: () => Promise<unknown>,
  { perSecond, atOnce = Infinity, effects }: LoadOptions,
): SteadyLoad {
  const { monotonic, timers } = effects;
  const outcomes: Outcome[] = [];
  const open = new Set<Promise<void>>();
  const stopping = new AbortController();
  const start = monotonic.now();
  const elapsed = (): Millis => monotonic.now() - start;
  const running = run();
  return {
    outcomes,
    elapsed,
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(open);
    },
  };

  async function run(): Promise<void> {
    for (let due = 0; !stopping.signal.aborted; await timers.sleep(5, stopping.signal)) {
      for (; due < (elapsed() * perSecond) / 1000; due += 1) {
        if (open.size < atOnce) begin();
      }
    }
  }

  function begin(): void {
    const at = elapsed();
    const over: Promise<void> = call().then(
      () => void outcomes.push({ at }),
      (error: unknown) => void outcomes.push({ at, failure: codeOf(error) }),
    );
    open.add(over);
    void over.then(() => open.delete(over));
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
