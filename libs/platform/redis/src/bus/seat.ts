import { type BusSubscription, type Deliver } from '@hansom/platform-bus';
import { type Redis } from 'ioredis';

import { connect } from '../link/connect.ts';
import { inTime } from '../link/in-time.ts';
import { type RedisLink } from '../link/redis-link.ts';
import { type Entry, envelopeFrom } from './fields.ts';
import { type Place } from './place.ts';

export interface SeatOptions {
  readonly link: RedisLink;
  readonly topic: string;
  readonly place: Place;
  readonly deliver: Deliver;
  /** Told when it has got its place, and each time that it got it anew. */
  readonly placed: () => void;
}

/** Messages that are with the subscriber at the same time. */
const WINDOW = 1_024;
/** Messages that are read at once. */
const AT_ONCE = 256;

/** One subscriber, with a connection of its own, on which it waits for what comes. */
export class Seat implements BusSubscription {
  dropped = 0;
  /** Resolves when it has its place for the first time. */
  readonly seated: Promise<void>;
  private sit = (): void => undefined;
  private reader: Redis | undefined;
  private readonly delivering = new Map<string, Promise<void>>();
  private roomMade = (): void => undefined;
  /** Times in a row that it read nothing. */
  private failures = 0;
  private readonly stop = new AbortController();
  private nap = new AbortController();
  private readonly ended: Promise<unknown>;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: SeatOptions) {
    this.seated = new Promise((resolve) => (this.sit = resolve));
    this.ended = Promise.all([this.run(), this.sweep()]);
  }

  get depth(): number {
    return this.options.place.figures?.waiting ?? 0;
  }

  get pending(): number {
    return this.options.place.figures?.pending ?? this.delivering.size;
  }

  /** Takes its place anew: what Redis knew of it is gone, or may be. */
  again(): void {
    this.endReading();
    this.nap.abort();
  }

  close(): Promise<void> {
    return (this.closing ??= this.leave());
  }

  private async leave(): Promise<void> {
    this.stop.abort();
    this.again();
    this.roomMade();
    this.sit();
    await this.ended;
    await Promise.all(this.delivering.values());
    await this.options.place.leave();
  }

  private async run(): Promise<void> {
    const { link } = this.options;
    const { effects, timings } = link.options;
    while (!this.stop.signal.aborted) {
      this.nap = new AbortController();
      await link.whenUp(this.nap.signal); // until then there is no place to be had
      if (this.stop.signal.aborted) return;
      try {
        await this.listen();
      } catch (error) {
        if (!this.stop.signal.aborted) effects.log.debug('a subscriber lost its place', { error });
      }
      this.endReading();
      const longest = Math.min(timings.longestRetryMs, timings.retryMs * 2 ** this.failures++);
      await effects.timers.sleep(longest * effects.random.next(), this.nap.signal);
    }
  }

  /** Until something fails, or somebody ends the connection. */
  private async listen(): Promise<void> {
    const { link, place, placed } = this.options;
    const { effects, timings } = link.options;
    const reader = await connect(link.options, timings.patienceMs);
    this.reader = reader;
    await place.take();
    if (this.stop.signal.aborted) return;
    this.sit();
    placed();
    const longest = timings.blockMs + timings.patienceMs;
    while (!this.stop.signal.aborted) {
      while (this.delivering.size >= WINDOW && !this.stop.signal.aborted) await this.room();
      const entries = await inTime(effects.timers, longest, place.read(reader, AT_ONCE));
      this.failures = 0;
      for (const entry of entries) this.hand(entry);
    }
  }

  private endReading(): void {
    this.reader?.disconnect();
    this.reader = undefined;
  }

  private room(): Promise<void> {
    return new Promise((resolve) => (this.roomMade = resolve));
  }

  private hand(entry: Entry): void {
    const { id } = entry;
    if (this.stop.signal.aborted || this.delivering.has(id)) return;
    const delivered = this.deliver(entry).finally(() => {
      this.delivering.delete(id);
      this.roomMade();
    });
    this.delivering.set(id, delivered);
  }

  private async deliver(entry: Entry): Promise<void> {
    const { topic, place, deliver } = this.options;
    const envelope = envelopeFrom(topic, entry);
    const what = await (envelope ? deliver(envelope) : this.refuse(entry));
    if (what !== 'left') place.answered(entry.id);
  }

  /** What nobody can read holds nobody up. An entry without fields was trimmed away. */
  private async refuse(entry: Entry): Promise<void> {
    const { link, topic, place } = this.options;
    this.dropped += 1;
    if (entry.fields.length === 0) return;
    link.options.effects.log.error('what is on the bus is no event', { topic, entry: entry.id });
    await place.bury(entry, 'is no event').catch(() => undefined); // it is only for people to look at
  }

  private async sweep(): Promise<void> {
    const { link, place } = this.options;
    const { effects, timings } = link.options;
    for (;;) {
      await effects.timers.sleep(timings.sweepMs * (1 - effects.random.next() / 5), this.stop.signal);
      if (this.stop.signal.aborted) return;
      try {
        for (const entry of await place.sweep()) this.hand(entry);
      } catch (error) {
        effects.log.debug('what others left behind could not be looked at', { error });
      }
    }
  }
}
