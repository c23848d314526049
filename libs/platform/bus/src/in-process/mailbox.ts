import { type EventEnvelope } from '@hansom/platform-schedule';

import { type BusSubscription, type Deliver } from '../bus.ts';

export interface MailboxOptions {
  /** Messages that may wait. */
  capacity: number;
  /** Messages that are with the subscriber at the same time. */
  window: number;
}

/** The messages of one subscriber, in the order in which they came. What finds no room is dropped, and counted. */
export class Mailbox implements BusSubscription {
  dropped = 0;
  private readonly waiting: EventEnvelope[] = [];
  private readonly delivering = new Set<Promise<unknown>>();
  private roomMade = (): void => undefined;
  private pumping = false;
  private closed = false;

  constructor(
    private readonly deliver: Deliver,
    private readonly options: MailboxOptions,
    private readonly left: () => void,
  ) {}

  get depth(): number {
    return this.waiting.length;
  }

  get pending(): number {
    return this.delivering.size;
  }

  put(envelope: EventEnvelope): void {
    if (this.closed) return;
    if (this.waiting.length >= this.options.capacity) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(envelope);
    if (!this.pumping) void this.pump();
  }

  async close(): Promise<void> {
    if (!this.closed) this.left();
    this.closed = true;
    this.waiting.length = 0;
    await Promise.all(this.delivering);
  }

  /** Never in the turn of whoever publishes. */
  private async pump(): Promise<void> {
    this.pumping = true;
    await Promise.resolve();
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      this.hand(next);
      while (this.delivering.size >= this.options.window) await this.room();
    }
    this.pumping = false;
  }

  private room(): Promise<void> {
    return new Promise((resolve) => (this.roomMade = resolve));
  }

  private hand(envelope: EventEnvelope): void {
    const delivered = this.deliver(envelope).finally(() => {
      this.delivering.delete(delivered);
      this.roomMade();
    });
    this.delivering.add(delivered);
  }
}
