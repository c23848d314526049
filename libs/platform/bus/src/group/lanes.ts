import { type Effects, type Millis } from '@hansom/platform-context';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { type Lane, laneOf, type Turn } from './lane.ts';

export interface LanesOptions {
  /** Does what can be done about an aggregate. One turn of a lane at a time. */
  readonly turn: (lane: Lane) => Promise<Turn>;
  readonly effects: Effects;
  /** Lanes that are worked on at the same time. 32 unless given. */
  readonly concurrency?: number;
  /** Aggregates in memory. 10,000 unless given: what comes for more is dropped, and found by walking. */
  readonly capacity?: number;
}

interface Kept {
  readonly lane: Lane;
  running: boolean;
  tries: number;
  /** Takes back the next try: until then nothing is done. */
  paused: (() => void) | undefined;
  /** Looks that were taken while something is missing. */
  looks: number;
  /** Takes back the next look. */
  waiting: (() => void) | undefined;
  /** Told at the end of the next turn. */
  told: (() => void)[];
}

/** When it is looked again for what is missing (real time): another instance may have it. The last time, after 1 s, it is read from its owner. */
const LOOKS_MS: readonly Millis[] = [50, 100, 250, 600];
/** Events of one aggregate that wait: what comes on top is read from its owner. */
const MOST_PENDING = 100;
const FIRST_RETRY_MS: Millis = 250;
const LONGEST_RETRY_MS: Millis = 60_000;

/** Aggregates side by side, each one's events one after the other. */
export class Lanes {
  dropped = 0;
  private readonly kept = new Map<string, Kept>();
  private readonly due = new Set<Kept>();
  private readonly running = new Set<Promise<void>>();
  private readonly concurrency: number;
  private readonly capacity: number;
  private closed = false;

  constructor(private readonly options: LanesOptions) {
    this.concurrency = options.concurrency ?? 32;
    this.capacity = options.capacity ?? 10_000;
  }

  /** Aggregates in memory. */
  get depth(): number {
    return this.kept.size;
  }

  /** Takes an event. Resolves when what could be done at once was done; `left`: closed before anything was. */
  async offer(envelope: EventEnvelope): Promise<void | 'left'> {
    if (this.closed) return 'left';
    const kept = this.keep(envelope.key);
    if (!kept || kept.lane.pending.size >= MOST_PENDING) {
      this.dropped += 1;
      return;
    }
    const { pending } = kept.lane;
    pending.set(envelope.version, envelope);
    await this.wake(kept);
    if (this.closed && pending.has(envelope.version)) return 'left';
  }

  /** Sees to it that a version is reached: what is missing is read at once. Resolves when what could be done was done. */
  async visit(key: string, version: number): Promise<void> {
    const kept = this.keep(key);
    if (!kept) return;
    kept.lane.wanted.add(version);
    kept.lane.fetch = true;
    await this.wake(kept);
  }

  /** Begins nothing more, and resolves when what is under way has ended. Idempotent. */
  async close(): Promise<void> {
    this.closed = true;
    for (const kept of this.kept.values()) {
      kept.paused?.();
      kept.waiting?.();
      if (!kept.running) kept.told.splice(0).forEach((tell) => tell());
    }
    await Promise.all(this.running);
  }

  private keep(key: string): Kept | undefined {
    const known = this.kept.get(key);
    if (known || this.closed || this.kept.size >= this.capacity) return known;
    const lane = laneOf(key);
    const kept: Kept = {
      lane,
      running: false,
      tries: 0,
      paused: undefined,
      looks: 0,
      waiting: undefined,
      told: [],
    };
    this.kept.set(key, kept);
    return kept;
  }

  private async wake(kept: Kept): Promise<void> {
    if (kept.paused || this.closed) return;
    const turned = new Promise<void>((resolve) => kept.told.push(resolve));
    this.due.add(kept);
    this.pump();
    await turned;
  }

  private pump(): void {
    for (const kept of this.due) {
      if (this.closed || this.running.size >= this.concurrency) return;
      if (kept.running) continue;
      this.due.delete(kept);
      const run = this.run(kept).finally(() => {
        this.running.delete(run);
        this.pump();
      });
      this.running.add(run);
    }
  }

  private async run(kept: Kept): Promise<void> {
    kept.running = true;
    const told = kept.told.splice(0);
    const turn = await this.turn(kept);
    kept.running = false;
    if (turn === 'wait') this.waitFor(kept);
    else this.stopWaiting(kept);
    if (turn === 'rest' && !this.due.has(kept)) this.kept.delete(kept.lane.key);
    if (this.closed) told.push(...kept.told.splice(0)); // there is no next turn
    told.forEach((tell) => tell());
  }

  private async turn(kept: Kept): Promise<Turn | 'failed'> {
    try {
      const turn = await this.options.turn(kept.lane);
      kept.tries = 0;
      return turn;
    } catch (error) {
      this.backOff(kept, error);
      return 'failed';
    }
  }

  private backOff(kept: Kept, error: unknown): void {
    const { timers, random, log } = this.options.effects;
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** kept.tries);
    kept.tries += 1;
    log.warn('events wait', { aggregate: kept.lane.key, tries: kept.tries, error });
    this.due.delete(kept);
    kept.told.splice(0).forEach((tell) => tell());
    if (this.closed) return;
    kept.paused = timers.after((longest / 2) * (1 + random.next()), () => {
      kept.paused = undefined;
      void this.wake(kept);
    });
  }

  private waitFor(kept: Kept): void {
    if (this.closed) return;
    kept.waiting ??= this.options.effects.timers.after(LOOKS_MS[kept.looks] ?? 0, () => {
      kept.waiting = undefined;
      kept.looks += 1;
      kept.lane.fetch ||= kept.looks >= LOOKS_MS.length;
      void this.wake(kept);
    });
  }

  private stopWaiting(kept: Kept): void {
    kept.waiting?.();
    kept.waiting = undefined;
    kept.looks = 0;
  }
}
