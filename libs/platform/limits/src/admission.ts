import { type Monotonic } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Call, type Criticality } from '@hansom/platform-rpc';

import { type AdaptiveLimit } from './adaptive-limit.ts';
import { Callers } from './callers.ts';

/** The part of the limit up to which calls of a level are admitted: the rest is kept for those that are more critical. */
const SHARES = [1, 0.7, 0.6, 0.5, 0.4, 0.3] as const;

/** The part of the limit that one caller may use while others want in. */
const SHARE_OF_A_CALLER = 0.5;

/** Decides who comes in, and counts who is in. */
export class Admission {
  inFlight = 0;
  /** Since the start. */
  admitted = 0;
  /** Since the start, by level. */
  readonly refused = [0, 0, 0, 0, 0, 0];
  private readonly callers = new Callers();
  /** Made once: an error with its stack costs more than all the rest of a refusal. */
  private readonly errors: { overloaded: HansomError; overShare: HansomError };

  constructor(
    private readonly limit: AdaptiveLimit,
    private readonly monotonic: Monotonic,
    service: string,
  ) {
    this.errors = {
      overloaded: new HansomError('unavailable', `${service}.overloaded`, {
        description: 'this instance has as much to do as it can bear',
      }),
      overShare: new HansomError('resource_exhausted', `${service}.caller_over_share`, {
        description: 'the caller has half of what this instance can bear in flight, and others want in',
      }),
    };
  }

  /** Throws where a call of that level is refused. */
  check(level: Criticality, call: Call): void {
    const refusal = this.refusalOf(level, callerOf(call));
    if (!refusal) return;
    this.refused[level] = (this.refused[level] ?? 0) + 1;
    throw refusal;
  }

  /** Counts a call that was let in. The returned function takes it off again, and tells whether it was still in. */
  enter(call: Call): () => boolean {
    const caller = callerOf(call);
    this.inFlight += 1;
    this.admitted += 1;
    this.callers.enter(caller);
    let inside = true;
    return () => {
      if (!inside) return false;
      inside = false;
      this.inFlight -= 1;
      this.callers.leave(caller);
      return true;
    };
  }

  private refusalOf(level: Criticality, caller: string): HansomError | undefined {
    const now = this.monotonic.now();
    const limit = this.limit.value;
    this.callers.arrive(caller, now);
    if (this.inFlight >= limit * SHARES[level]) return this.errors.overloaded;
    const tooMany = this.callers.countOf(caller) >= limit * SHARE_OF_A_CALLER;
    return tooMany && this.callers.othersWantIn(caller, now) ? this.errors.overShare : undefined;
  }
}

/** Whom nobody knows is one caller. */
function callerOf({ caller }: Call): string {
  return caller.service ?? caller.operator ?? '';
}
