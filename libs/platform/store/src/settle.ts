import { type Effects, type Millis, type MonotonicInstant, monotonicInstant } from '@hansom/platform-context';

import { OutcomeUnknown, StoreUnavailable } from './engine.ts';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

/** What settling needs of the outside world. */
export type SettlingEffects = Pick<Effects, 'monotonic' | 'timers' | 'random'>;

/** How long to go on asking what became of a write. Real time. */
export interface Budget {
  effects: SettlingEffects;
  deadline: MonotonicInstant;
}

export function budgetOf(effects: SettlingEffects, withinMs: Millis): Budget {
  return { effects, deadline: monotonicInstant(effects.monotonic.now() + withinMs) };
}

/** A conditional write whose truth can be read afterwards. */
export interface SettledWrite<Verdict> {
  /** For the message when it stays unknown. */
  what: string;
  /** Sends once: what the engine says. Later sends carry the same attempt. */
  send(): Promise<Verdict>;
  /** What serial reads say; undefined: not decided. */
  decide(): Promise<Verdict | undefined>;
}

/**
 * Sends until it is known what became of the write (architecture: "Unknown outcomes"). Only the answer to a first send is
 * believed; after any other the truth is read, and while it is not decided the same is sent again.
 * Throws `OutcomeUnknown` when time is up, or `StoreUnavailable` when by then nothing was ever sent.
 */
export async function settled<Verdict>(write: SettledWrite<Verdict>, budget: Budget): Promise<Verdict> {
  let sent = false;
  let undecided = true;
  for (let round = 0; ; round++) {
    if (undecided) {
      const answer = await outcomeOf(write.send());
      if (!sent && answer.heard) return answer.value;
      sent ||= mayHaveArrived(answer);
    }
    const read = await outcomeOf(sent ? write.decide() : NOTHING_TO_READ);
    if (read.heard && read.value !== undefined) return read.value;
    undecided = read.heard;
    if (!(await paused(round, budget))) throw outOfTime(write.what, sent);
  }
}

type Outcome<T> = { heard: true; value: T } | { heard: false; cause: unknown };

const NOTHING_TO_READ = Promise.resolve(undefined);

/** Separates what the engine said from silence; what is neither is thrown on. */
async function outcomeOf<T>(answer: Promise<T>): Promise<Outcome<T>> {
  try {
    return { heard: true, value: await answer };
  } catch (cause) {
    if (cause instanceof OutcomeUnknown || cause instanceof StoreUnavailable) return { heard: false, cause };
    throw cause;
  }
}

function mayHaveArrived(answer: Outcome<unknown>): boolean {
  return answer.heard || !(answer.cause instanceof StoreUnavailable);
}

/** Waits before the next round (exponential, full jitter); false when time is up. */
async function paused(round: number, { effects, deadline }: Budget): Promise<boolean> {
  const left = deadline - effects.monotonic.now();
  if (left <= 0) return false;
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** round);
  await effects.timers.sleep(Math.min(left, longest * effects.random.next()));
  return effects.monotonic.now() < deadline;
}

function outOfTime(what: string, sent: boolean): Error {
  if (!sent) return new StoreUnavailable(`${what}: the store could not be reached, nothing was written`);
  return new OutcomeUnknown(`${what}: out of time before it was known what became of it`);
}
