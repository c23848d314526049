import { type Clock } from '@hansom/platform-context';
import { type WriteOptions } from '@hansom/platform-store';

import { type Session } from '../connection/session.ts';
import { identifier } from '../identifiers.ts';
import { type RowSizes } from './row-sizes.ts';

/** What the two halves of the engine are built from. */
export interface Calls {
  readonly session: Session;
  readonly clock: Clock;
  /** How large rows are that are written. */
  readonly sizes: RowSizes;
}

export function tableName({ session }: Calls, { name }: { name: string }): string {
  return `${session.keyspace}.${identifier(name)}`;
}

/**
 * A time to live in Cassandra's seconds, which are real ones: never less than was asked for. Domain time that runs faster only keeps rows
 * for longer. Cassandra counts whole seconds from the one that has begun, hence one more.
 */
export function ttlSeconds({ clock }: Calls, options: WriteOptions | undefined): number | undefined {
  if (options?.ttlMs === undefined) return undefined;
  return Math.ceil(options.ttlMs / Math.min(1, clock.speed) / 1_000) + 1;
}
