import { type Millis, type MonotonicInstant, monotonicInstant } from '@hansom/platform-context';

/** What happened in a slot so far, as far as it decides what happens next. */
export interface Past {
  /** Whether an instance of it has ever served. */
  readonly served: boolean;
  /** How often in a row an instance ended that nobody had told to. One that served for half a minute begins a new row. */
  readonly failures: number;
  readonly failedAt?: MonotonicInstant;
}

export const NO_PAST: Past = { served: false, failures: 0 };

/** How an instance ended. */
export interface End {
  /** Whether it was told to. */
  readonly wanted: boolean;
  /** How long it had served, until it ended or was told to; 0: it never did. */
  readonly servedMs: Millis;
  readonly at: MonotonicInstant;
}

const FIRST_PAUSE_MS: Millis = 250;
const LONGEST_PAUSE_MS: Millis = 10_000;
const STABLE_MS: Millis = 30_000;

/** So many failures in a row are a crash loop: from then on it is tried once a minute. */
const LOOP = 5;
const LOOP_PAUSE_MS: Millis = 60_000;

export function served(past: Past): Past {
  return { ...past, served: true };
}

export function afterEnd(past: Past, { wanted, servedMs, at }: End): Past {
  const before = servedMs >= STABLE_MS ? newRow(past) : past;
  if (wanted) return before;
  return { ...before, failures: before.failures + 1, failedAt: at };
}

/** What has failed so far no longer counts: for what is to run there from now on is another. */
export function newRow({ served }: Past): Past {
  return { served, failures: 0 };
}

export function isLooping({ failures }: Past): boolean {
  return failures >= LOOP;
}

/** When the next instance may start. Undefined: at any time. */
export function startableAt(past: Past): MonotonicInstant | undefined {
  const { failures, failedAt } = past;
  if (failedAt === undefined) return undefined;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
  return monotonicInstant(failedAt + (isLooping(past) ? LOOP_PAUSE_MS : pause));
}
