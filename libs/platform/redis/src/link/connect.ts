import { type Effects, type Millis } from '@hansom/platform-context';
import { Redis } from 'ioredis';

import { type RedisAddress } from './address.ts';
import { inTime } from './in-time.ts';

/** What every connection of this process has in common. */
export interface Connecting {
  readonly address: RedisAddress;
  /** PEM of the authorities that are believed over TLS; those of Node unless given. */
  readonly ca?: string;
  readonly effects: Pick<Effects, 'timers'>;
  /** Shown by `CLIENT LIST`. */
  readonly name: string;
}

/** Nothing waits for an answer longer than this, whatever became of who asked. */
const LONGEST_ANSWER_MS: Millis = 10_000;

/**
 * A connection that is made once and never again: what it has not answered when it ends has failed, and is not sent a second time. Whoever holds
 * it ends it, and makes the next. Rejects with what was wrong.
 */
export async function connect(connecting: Connecting, patienceMs: Millis): Promise<Redis> {
  const { address, ca, effects, name } = connecting;
  const { host, port, db, username, password } = address;
  const redis = new Redis({
    ...{ host, port, db, username, password },
    ...(address.tls && { tls: { ...(ca !== undefined && { ca }) } }),
    connectionName: name,
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: LONGEST_ANSWER_MS,
    // A write that was not answered may be done: sent again by the client it would be done twice.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: () => null,
    protocol: 2,
    disableClientInfo: true,
  });
  let cause: unknown;
  redis.on('error', (error: unknown) => (cause ??= error)); // says more than what `connect` rejects with
  try {
    await inTime(effects.timers, patienceMs, redis.connect());
    if (cause !== undefined) throw cause; // a database that is not there is told like this, and then another one used
    return redis;
  } catch (error) {
    redis.disconnect();
    throw cause ?? error;
  }
}
