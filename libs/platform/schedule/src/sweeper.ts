import { type Millis } from '@hansom/platform-context';

import { type Entry, type Queue } from './queue.ts';
import { ShardSweep, type SweepParts } from './shard-sweep.ts';
import { type OutboxRow, type TimerRow } from './tables.ts';

/** Real time between two rounds. */
const POLL_MS: Millis = 1_000;
/** The outbox is looked at in every fifth round: the relay has mostly been there first. */
const OUTBOX_EVERY = 5;

export interface SweeperOptions {
  /** Name of the aggregate, for logs. */
  name: string;
  shards: number;
  parts: Omit<SweepParts, 'failed'>;
  timers: Queue<TimerRow>;
  outbox: Queue<OutboxRow>;
}

type Sweep = Pick<ShardSweep<Entry>, 'depth' | 'round'>;

/** The background loop that acts on intentions, over all shards. Any number of processes may sweep the same ones. */
export class Sweeper {
  private readonly timers: readonly Sweep[];
  private readonly outbox: readonly Sweep[];
  private readonly stop = new AbortController();
  private loop: Promise<void> | undefined;
  private failed = 0;

  constructor(private readonly options: SweeperOptions) {
    const parts = { ...options.parts, failed: this.noteFailure };
    const sweeps = <E extends Entry>(queue: Queue<E>): Sweep[] =>
      Array.from({ length: options.shards }, (_, shard) => new ShardSweep(parts, queue, shard));
    this.timers = sweeps(options.timers);
    this.outbox = sweeps(options.outbox);
  }

  /** Buckets with something in them that is to be tried again. */
  get depth(): number {
    return [...this.timers, ...this.outbox].reduce((sum, { depth }) => sum + depth, 0);
  }

  /** Failures to act on an entry so far. */
  get failures(): number {
    return this.failed;
  }

  start(): void {
    this.loop ??= this.run();
  }

  /** Stops after the present round. Idempotent. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  /** One round over everything. Throws when the store cannot be reached. */
  async round(): Promise<void> {
    await this.over([...this.timers, ...this.outbox]);
  }

  /** An alarm went off: looks at this timer without waiting for the next round, which comes to it anyway. */
  async ring(timer: TimerRow): Promise<void> {
    try {
      await this.options.timers.judge(timer, false);
    } catch (error) {
      this.noteFailure('timers', timer, error);
    }
  }

  private async run(): Promise<void> {
    const { timers, random } = this.options.parts.effects;
    const { signal } = this.stop;
    await timers.sleep(POLL_MS * random.next(), signal); // many sweepers of one process start together
    for (let round = 0; !signal.aborted; round++) {
      await this.calmly(round % OUTBOX_EVERY === 0 ? [...this.timers, ...this.outbox] : this.timers);
      await timers.sleep(POLL_MS, signal);
    }
  }

  private async calmly(sweeps: readonly Sweep[]): Promise<void> {
    try {
      await this.over(sweeps);
    } catch (error) {
      this.options.parts.effects.log.warn('sweeper could not finish a round', {
        aggregate: this.options.name,
        error,
      });
    }
  }

  private async over(sweeps: readonly Sweep[]): Promise<void> {
    const rounds = await Promise.allSettled(sweeps.map((sweep) => sweep.round()));
    const failed = rounds.find((round) => round.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private readonly noteFailure: SweepParts['failed'] = (queue, { id, version }, error) => {
    this.failed++;
    const aggregate = this.options.name;
    this.options.parts.effects.log.warn('intention could not be acted upon', {
      queue,
      aggregate,
      id,
      version,
      error,
    });
  };
}
