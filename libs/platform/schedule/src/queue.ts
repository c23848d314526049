import { type Millis } from '@hansom/platform-context';
import { type Columns, type Page } from '@hansom/platform-store';

import { type Minute } from './buckets.ts';
import { type Parts } from './parts.ts';
import { type Standing } from './state.ts';
import { type QueueName } from './tables.ts';

/** `settled`: the entry needs nobody any more. `open`: come again. */
export type Judged = 'settled' | 'open';

export interface Bucket {
  shard: number;
  minute: Minute;
}

export interface Entry {
  id: string;
  version: number;
  done?: boolean | undefined;
}

/** Intentions of one sort, as a sweeper sees them. */
export interface Queue<E extends Entry = Entry> {
  readonly name: QueueName;
  /** How long a round waits for what it began with a page of entries (real time); what takes longer goes on by itself. For ever unless given. */
  readonly patienceMs?: Millis;
  list(bucket: Bucket, page?: string): Promise<Page<E>>;
  /** Acts on an entry. `closing`: its bucket can get no more that counts, so what is missing is given up. May throw: it stays open. */
  judge(entry: E, closing: boolean): Promise<Judged>;
}

export const PAGE = 200;

/**
 * A version that has not come. It is given up only by raising the fence, on the version and fence that were read: after that no attempt
 * from before can make it.
 */
export async function isGivenUp<F extends Columns, S extends string>(
  { engine, aggregate }: Parts<F, S>,
  { id, stand }: Standing<F, S>,
  closing: boolean,
): Promise<boolean> {
  if (!closing) return false;
  return (await engine.raiseFence(aggregate, id, stand)).applied;
}
