import { type Redis } from 'ioredis';

import { type Entry } from './fields.ts';

/** How a subscriber reads a stream: by itself, or as a member of a group. */
export interface Place {
  readonly figures: { readonly waiting: number; readonly pending: number } | undefined;
  /** Takes its place in the stream, or takes it anew. */
  take(): Promise<void>;
  /** What comes next, `most` entries at the most; nothing when nothing came for a while. Blocks the connection that it is given. */
  read(reader: Redis, most: number): Promise<Entry[]>;
  /** The subscriber is done with it. */
  answered(id: string): void;
  /** It is of no use to anybody. */
  bury(entry: Entry, reason: string): Promise<void>;
  /** From time to time: what the others of the group left behind. */
  sweep(): Promise<Entry[]>;
  /** Leaves the stream as if it had never been there, but for what was not answered. Never rejects. */
  leave(): Promise<void>;
}
