import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

export interface GateOptions {
  /** How much runs at a time. */
  atOnce: number;
  /** How many may wait; one more is refused. */
  waiting: number;
}

const SOON_MS = 1_000;

/** Lets few through at a time, in the order in which they came. Who gives up while waiting leaves the queue. */
export class Gate {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly options: GateOptions) {}

  /** Throws `auth.busy`, or why the call ended while it waited. */
  async through<T>(call: Call, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.options.atOnce) await this.turn(call);
    else this.running += 1;
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  get depth(): number {
    return this.queue.length;
  }

  private turn(call: Call): Promise<void> {
    if (this.queue.length >= this.options.waiting) throw busy();
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        forget();
        resolve();
      };
      this.queue.push(enter);
      const forget = call.onCancel(() => {
        const at = this.queue.indexOf(enter);
        if (at >= 0) this.queue.splice(at, 1);
        reject(call.cancellation() ?? busy());
      });
    });
  }

  /** Whoever leaves hands the place on, so nobody can slip in between. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.running -= 1;
  }
}

function busy(): HansomError {
  return new HansomError('resource_exhausted', 'auth.busy', {
    description: 'too many people are signing in just now',
    context: { retry_after_ms: String(SOON_MS) },
  });
}
