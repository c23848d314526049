import { type Effects, type Millis } from '@hansom/platform-context';

import { type EventEnvelope, type EventSink } from './envelope.ts';
import { RecentKeys } from './recent-keys.ts';
import { type Handed, RelayQueue } from './relay-queue.ts';

export interface RelayOptions {
  /** Events held in memory. What does not fit is left to the sweepers. 10,000 unless given. */
  capacity?: number;
  /** Aggregates whose events are published at the same time. 32 unless given. */
  concurrency?: number;
}

/** A place in an aggregate's order, taken before its version is made. */
export interface Slot {
  fill(handed: Handed): void;
  /** Gives the place up, if nothing came. */
  release(): void;
}

type RelayEffects = Pick<Effects, 'timers' | 'random' | 'log'>;

const FIRST_RETRY_MS: Millis = 100;
const LONGEST_RETRY_MS: Millis = 30_000;
const NO_SLOT: Slot = { fill: () => undefined, release: () => undefined };

/**
 * Hands events to a sink: an aggregate's in version order, aggregates side by side. An event that the sink does not take is tried again,
 * for ever, and what comes after it waits. In memory only: the outbox is what makes it sure.
 */
export class Relay {
  private readonly queue = new RelayQueue();
  private readonly recent: RecentKeys;
  private readonly waiting = new Set<string>();
  private readonly failures = new Map<string, number>();
  private readonly pauses = new Map<string, () => void>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly capacity: number;
  private readonly concurrency: number;
  private closed = false;

  constructor(
    private readonly sink: EventSink,
    private readonly effects: RelayEffects,
    options: RelayOptions = {},
  ) {
    this.capacity = options.capacity ?? 10_000;
    this.concurrency = options.concurrency ?? 32;
    this.recent = new RecentKeys(this.capacity);
  }

  /** Events held, places taken included. */
  get depth(): number {
    return this.queue.size;
  }

  /** Whether what is offered now finds no place. */
  get isFull(): boolean {
    return this.queue.size >= this.capacity;
  }

  /**
   * Takes a place before the version is made: so events leave in order though their writers learn of their success in another. While it
   * is empty, later versions of that aggregate wait.
   */
  reserve(key: string, version: number): Slot {
    if (this.closed || this.isFull) return NO_SLOT;
    const place = this.queue.add(key, version);
    return {
      fill: (handed) => {
        place.handed = handed;
        this.wake(key);
      },
      release: () => {
        if (place.handed) return;
        this.queue.remove(place);
        this.wake(key);
      },
    };
  }

  /** Takes an event that a sweeper found; when it is full, the sweeper will come again. */
  offer(handed: Handed): void {
    this.reserve(handed.envelope.key, handed.envelope.version).fill(handed);
  }

  /** Whether this version is on its way, or may be. */
  holds(key: string, version: number): boolean {
    return this.queue.has(key, version);
  }

  /** Whether this relay published that version lately. */
  hasPublished(key: string, version: number): boolean {
    return this.recent.has(recentKey(key, version));
  }

  /** Takes nothing more, and resolves when what is with the sink is answered. The rest stays in the outbox. Idempotent. */
  async close(): Promise<void> {
    this.closed = true;
    for (const cancel of this.pauses.values()) cancel();
    await Promise.all(this.running.values());
  }

  private wake(key: string): void {
    if (this.pauses.has(key)) return;
    this.waiting.add(key);
    this.pump();
  }

  private pump(): void {
    for (const key of this.waiting) {
      if (this.closed || this.running.size >= this.concurrency) return;
      if (this.running.has(key)) continue;
      this.waiting.delete(key);
      this.running.set(key, this.run(key));
    }
  }

  private async run(key: string): Promise<void> {
    while (await this.publishFirst(key)); // in order: the next only when this one is safe
    this.running.delete(key);
    this.pump();
  }

  /** False when there is nothing to go on with. */
  private async publishFirst(key: string): Promise<boolean> {
    const first = this.closed ? undefined : this.queue.first(key);
    if (!first?.handed) return false;
    const { envelope, published } = first.handed;
    try {
      await this.sink.publish(envelope);
    } catch (error) {
      this.retryLater(envelope, error);
      return false;
    }
    this.failures.delete(key);
    this.recent.add(recentKey(key, envelope.version));
    this.queue.remove(first);
    await this.tell(envelope, published);
    return true;
  }

  /** Without the note in the outbox a sweeper comes upon the event again: at worst it is published twice. */
  private async tell({ id }: EventEnvelope, published: () => Promise<void>): Promise<void> {
    try {
      await published();
    } catch (error) {
      this.effects.log.warn('published event could not be marked', { event: id, error });
    }
  }

  private retryLater({ id, key }: EventEnvelope, error: unknown): void {
    const tries = (this.failures.get(key) ?? 0) + 1;
    this.failures.set(key, tries);
    // While a bus is away every aggregate meets it: one line says so, however many there are.
    const level = tries === 1 && this.failures.size === 1 ? 'warn' : 'debug';
    this.effects.log[level]('event could not be published', { event: id, tries, error });
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);
    const again = (): void => {
      this.pauses.delete(key);
      this.wake(key);
    };
    const delay = (longest / 2) * (1 + this.effects.random.next());
    this.pauses.set(key, this.effects.timers.after(delay, again));
  }
}

function recentKey(key: string, version: number): string {
  return `${key}#${version}`;
}
