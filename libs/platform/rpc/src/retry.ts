import { type Effects, type Millis } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';

import { type Endpoint } from './endpoint.ts';

/** How often a call is sent at most. */
export const MAX_ATTEMPTS = 3;

/** Retries per first attempt that are allowed in the long run. */
const RATIO = 0.1;

/**
 * Retries that are allowed in a burst. gRPC's own throttle (gRFC A6) lets half of its tokens go: with 100 tokens, 50 retries
 * were spent before a dying instance had been left, and errors reached the callers; with 1000, that is 500, none did.
 * It has to cover what fails until keepalive finds a dead instance: calls a second x its share x about 1.5 seconds.
 */
const BURST = 500;

/**
 * Keeps retries from making an overload worse: each first attempt earns a tenth of a retry, up to a burst of 500. One budget
 * is shared by all that a service sends to another one.
 */
export class RetryBudget {
  private tokens: number;

  constructor(private readonly burst: number = BURST) {
    this.tokens = burst;
  }

  /** A call is sent for the first time. */
  earn(): void {
    this.tokens = Math.min(this.burst, this.tokens + RATIO);
  }

  /** Takes one retry out, if there is one. */
  spend(): boolean {
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}

/**
 * Whether an attempt that ended with `error` may be repeated at all. An error that the callee only passed on is not
 * repeated: whoever called the one that made it has done so, and repeats at every hop multiply.
 */
export function isRetryable(endpoint: Endpoint, callee: string, error: HansomError): boolean {
  if (endpoint.idempotency === 'none' || error.kind !== 'unavailable') return false;
  return error.origin === undefined || error.origin === callee;
}

/** How long to wait after the attempt of that number (1, 2): around 20 ms, then 60, each half or half as much again. */
export function backOff(attempt: number, effects: Effects): Millis {
  return 20 * 3 ** (attempt - 1) * (0.5 + effects.random.next());
}
