import { type Millis } from '@hansom/platform-context';

import { type Entry, type Queue } from './queue.ts';
import { ShardSweep, type SweepParts } from './shard-sweep.ts';
import { type OutboxRow, type TimerRow } from './tables.ts';

/** Real time between two rounds. */
const POLL_MS: Millis = 1_000;
/** The same for the outbox: the relay has mostly been there first. */
const OUTBOX_POLL_MS: Millis = 5_000;

export interface SweeperOptions {
  /** Name of the aggregate, for logs. */
  name: string;
  shards: number;
  parts: Pick<SweepParts, 'marks' | 'effects'>;
  timers: Queue<TimerRow>;
  outbox: Queue<OutboxRow>;
}

type Sweep = Pick<ShardSweep<Entry>, 'depth' | 'round' | 'ended'>;

/** The background loops that act on intentions, of timers and of the outbox, each over all shards. Any number of processes may sweep the same ones. */
export class Sweeper {
  private readonly timers: readonly Sweep[];
  private readonly outbox: readonly Sweep[];
  private readonly stop = new AbortController();
  private loops: Promise<unknown> | undefined;
  /** What alarms have begun. */
  private readonly rung = new Set<Promise<void>>();
  private failed = 0;

  constructor(private readonly options: SweeperOptions) {
    const { noteFailure: failed, noteBroken: broken, stop } = this;
    const parts = { ...options.parts, failed, broken, stop: stop.signal };
    const sweeps = <E extends Entry>(queue: Queue<E>): Sweep[] =>
      Array.from({ length: options.shards }, (_, shard) => new ShardSweep(parts, queue, shard));
    this.timers = sweeps(options.timers);
    this.outbox = sweeps(options.outbox);
  }

  /** Buckets with something in them that is to be tried again. */
  get depth(): number {
    return this.all.reduce((sum, { depth }) => sum + depth, 0);
  }

  /** Failures to act on an entry so far. */
  get failures(): number {
    return this.failed;
  }

  start(): void {
    this.loops ??= Promise.all([this.run(this.timers, POLL_MS), this.run(this.outbox, OUTBOX_POLL_MS)]);
  }

  /** Begins nothing more; resolves when what is under way has ended. Idempotent. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.loops;
    await Promise.all([this.ended(), ...this.rung]);
  }

  /** One round over everything, and what goes on behind it. Throws when the store cannot be reached. */
  async round(): Promise<void> {
    try {
      await this.over(this.all);
    } finally {
      await this.ended();
    }
  }

  /** An alarm went off: looks at this timer without waiting for the next round, which comes to it anyway. */
  ring(timer: TimerRow): void {
    if (this.stop.signal.aborted) return;
    const rung = this.judged(timer).finally(() => this.rung.delete(rung));
    this.rung.add(rung);
  }

  /** Never rejects. */
  private async judged(timer: TimerRow): Promise<void> {
    try {
      await this.options.timers.judge(timer, false);
    } catch (error) {
      this.noteFailure('timers', timer, error);
    }
  }

  private get all(): readonly Sweep[] {
    return [...this.timers, ...this.outbox];
  }

  private async ended(): Promise<void> {
    await Promise.all(this.all.map((sweep) => sweep.ended()));
  }

  private async run(sweeps: readonly Sweep[], everyMs: Millis): Promise<void> {
    const { timers, random } = this.options.parts.effects;
    const { signal } = this.stop;
    await timers.sleep(POLL_MS * random.next(), signal); // many sweepers of one process start together
    while (!signal.aborted) {
      await this.over(sweeps).catch(this.noteBroken);
      await timers.sleep(everyMs, signal);
    }
  }

  private async over(sweeps: readonly Sweep[]): Promise<void> {
    const rounds = await Promise.allSettled(sweeps.map((sweep) => sweep.round()));
    const failed = rounds.find((round) => round.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private readonly noteBroken: SweepParts['broken'] = (error) => {
    const aggregate = this.options.name;
    this.options.parts.effects.log.warn('sweeper could not finish a round', { aggregate, error });
  };

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
