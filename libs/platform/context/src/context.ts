import { type Clock, type Monotonic, realMonotonic } from './clock.ts';
import { type Ids, idsFrom } from './ids.ts';
import { type Logger } from './log.ts';
import { type Random, realRandom } from './random.ts';
import { realTimers, type Timers } from './timers.ts';

/**
 * Everything of the outside world that a piece of code may use without asking a store, a bus or another service.
 * Code that takes these six from here runs the same in production, in a spec and in a simulator that owns time.
 */
export interface Effects {
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly timers: Timers;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Logger;
}

/** The effects of a process: the machine's, with the domain time and the log that it is given. */
export function realEffects(clock: Clock, log: Logger): Effects {
  const random = realRandom();
  return {
    clock,
    monotonic: realMonotonic(),
    timers: realTimers(),
    random,
    ids: idsFrom(clock, random),
    log,
  };
}
