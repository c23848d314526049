import { type Redis } from 'ioredis';

import { type RedisLink } from '../link/redis-link.ts';
import { type Entry } from './fields.ts';
import { type Place } from './place.ts';
import { entriesFrom, entriesOfStream } from './replies.ts';

const BEFORE_ALL = '0-0';

/** Reads a whole stream, from now on. Nothing of it is known to Redis. */
export class BroadcastPlace implements Place {
  readonly figures = undefined;
  private last: string | undefined;

  constructor(
    private readonly link: RedisLink,
    private readonly stream: string,
  ) {}

  /** After what is the last entry now, but for who was there before and only lost the connection. */
  async take(): Promise<void> {
    const [newest] = entriesFrom(
      await this.link.ask((redis) => redis.xrevrangeBuffer(this.stream, '+', '-', 'COUNT', 1)),
    );
    const end = newest?.id ?? BEFORE_ALL;
    if (this.last === undefined || isBefore(end, this.last)) this.last = end; // a stream that ends before is another one
  }

  async read(reader: Redis, most: number): Promise<Entry[]> {
    const { blockMs } = this.link.options.timings;
    const from = this.last ?? BEFORE_ALL;
    const reply = await reader.xreadBuffer('COUNT', most, 'BLOCK', blockMs, 'STREAMS', this.stream, from);
    const entries = entriesOfStream(reply);
    this.last = entries.at(-1)?.id ?? this.last;
    return entries;
  }

  answered(): void {
    // Nothing is remembered.
  }

  async bury(): Promise<void> {
    // Groups that listen to the stream do.
  }

  async sweep(): Promise<Entry[]> {
    return [];
  }

  async leave(): Promise<void> {
    this.last = undefined;
  }
}

/** Ids are `<milliseconds>-<number>`. */
function isBefore(one: string, other: string): boolean {
  const [ms = 0, number = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherNumber = 0] = other.split('-').map(Number);
  return ms < otherMs || (ms === otherMs && number < otherNumber);
}
