import { type Buffer } from 'node:buffer';

import { MAX_WAITING, type Outcome } from '../transport.ts';

/** Takes something to the other side: runs `arrive` later, once for each copy. Tells whether anything is on its way. */
export type Carry = (arrive: () => void) => boolean;

/**
 * One direction of a stream: what is sent arrives in its order and once, as over a connection, and at most 16 messages are
 * under way or wait for the receiver. Where the network loses one, `onLoss` is told.
 */
export class Lane {
  private readonly arrived: Buffer[] = [];
  private unread = 0;
  private underWay: Promise<void> = Promise.resolve();
  private stopped = false;
  private ended: Outcome | undefined;
  private receiver: ((outcome: Outcome) => void) | undefined;
  private room: (() => void) | undefined;

  constructor(
    private readonly carry: Carry,
    private readonly onLoss: () => void,
  ) {}

  /** Resolves when there is room for the next one, or when nothing more is to be sent. */
  send(message: Buffer): Promise<void> {
    if (this.stopped) return Promise.resolve();
    this.unread += 1;
    this.enqueue(() => this.arrive(message));
    if (this.unread < MAX_WAITING) return Promise.resolve();
    return new Promise((resolve) => {
      this.room = resolve;
    });
  }

  /** Sends how the stream ended, after all messages. */
  end(outcome: Outcome): void {
    if (this.stopped) return;
    this.stop();
    this.enqueue(() => this.finish(outcome));
  }

  /** The sender sends nothing more, not even that. */
  stop(): void {
    this.stopped = true;
    this.makeRoom();
  }

  receive(): Promise<Outcome> {
    const message = this.arrived.shift();
    if (message) return Promise.resolve(this.read(message));
    if (this.ended) return Promise.resolve(this.ended);
    return new Promise((resolve) => {
      this.receiver = resolve;
    });
  }

  /** The receiver takes no more: for it the stream ended so. The sender finds no more room, and learns nothing. */
  leave(outcome: Outcome): void {
    this.arrived.length = 0;
    this.finish(outcome);
  }

  private enqueue(arrive: () => void): void {
    this.underWay = this.underWay.then(() => this.transfer(arrive));
  }

  private transfer(arrive: () => void): Promise<void> {
    return new Promise((resolve) => {
      const arrives = this.carry(() => {
        if (!settled) arrive();
        settled = true;
        resolve();
      });
      let settled = false; // copies arrive later, and change nothing
      if (arrives) return;
      this.onLoss();
      resolve();
    });
  }

  private arrive(message: Buffer): void {
    if (this.ended) return;
    if (!this.receiver) return void this.arrived.push(message);
    this.receiver(this.read(message));
    this.receiver = undefined;
  }

  private finish(outcome: Outcome): void {
    this.ended ??= outcome;
    this.receiver?.(this.ended);
    this.receiver = undefined;
  }

  private read(message: Buffer): Outcome {
    this.unread -= 1;
    this.makeRoom();
    return { message };
  }

  private makeRoom(): void {
    this.room?.();
    this.room = undefined;
  }
}
