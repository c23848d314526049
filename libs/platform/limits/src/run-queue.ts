import { type Millis, type Monotonic } from '@hansom/platform-context';
import { type Criticality } from '@hansom/platform-rpc';

/** How long handlers run before the event loop gets round to its sockets again. */
const SLICE_MS: Millis = 5;

type Lane = Set<() => void>;

/**
 * Starts what was admitted in the next turn of the event loop, the most critical first. A Node server otherwise works through all that
 * a socket brought, one handler after the other, before it sees what else has come: the queue is then where nobody can count
 * it, and calls in flight are always few. Here all that came is admitted or refused first, and what waits is in flight.
 */
export class RunQueue {
  private readonly lanes: Readonly<Record<Criticality, Lane>> = {
    0: lane(),
    1: lane(),
    2: lane(),
    3: lane(),
    4: lane(),
    5: lane(),
  };
  private awake = false;

  /** `nextTurn` runs what it is given in the next turn of the event loop, after what the sockets brought. */
  constructor(
    private readonly monotonic: Monotonic,
    private readonly nextTurn: (action: () => void) => void,
  ) {}

  /** Calls `start`, which must not throw, in its turn. The returned function takes it back, and tells whether it still waited. */
  add(level: Criticality, start: () => void): () => boolean {
    const lane = this.lanes[level];
    lane.add(start);
    this.wake();
    return () => lane.delete(start);
  }

  private wake(): void {
    if (this.awake) return;
    this.awake = true;
    this.nextTurn(() => this.run());
  }

  private run(): void {
    const until = this.monotonic.now() + SLICE_MS;
    this.awake = false;
    for (const lane of Object.values(this.lanes)) {
      for (const start of lane) {
        if (this.monotonic.now() >= until) return this.wake();
        lane.delete(start);
        start();
      }
    }
  }
}

function lane(): Lane {
  return new Set();
}
