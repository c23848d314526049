import type { Clock, Monotonic } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Logger } from './log.ts';
import type { Random } from './random.ts';
import type { Timers } from './timers.ts';

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
