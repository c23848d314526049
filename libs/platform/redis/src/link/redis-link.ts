import { type Effects, type Millis, type MonotonicInstant } from '@hansom/platform-context';
import { type Redis } from 'ioredis';

import { connect, type Connecting } from './connect.ts';
import { inTime, TooLate } from './in-time.ts';
import { describe, refusalOf } from './refusal.ts';
import { isReply } from './reply-error.ts';
import { type Timings } from './timings.ts';

export interface LinkOptions extends Connecting {
  readonly effects: Effects;
  readonly timings: Timings;
  /** What all keys begin with. */
  readonly prefix: string;
}

/** Redis does not answer, and it is known: nobody waits for it. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway';
}

/** What happens to a link. `reset`: Redis forgot everything. */
export type LinkEvent = 'up' | 'away' | 'reset';

/**
 * One connection of a process for whatever does not block, and what is known of Redis. Once a command was not answered in time all others
 * fail at once, until a heartbeat is answered: so an outage costs one request `commandMs`, and the others nothing.
 */
export class RedisLink {
  /** Commands that were not answered. */
  failures = 0;
  /** Why it is away, or was when it last was. */
  reason = '';
  private redis: Redis | undefined;
  private answers = false;
  private epoch: string | undefined;
  private awaySince: MonotonicInstant;
  private readonly watchers = new Set<(event: LinkEvent) => void>();
  private readonly stop = new AbortController();
  private nap = new AbortController();
  private readonly ended: Promise<void>;
  private begun: (error?: unknown) => void = () => undefined;
  /** Settles with the first try to reach it: rejects with a `RedisRefusal` only. */
  readonly ready: Promise<void>;

  constructor(readonly options: LinkOptions) {
    this.awaySince = options.effects.monotonic.now();
    this.ready = new Promise((resolve, reject) => {
      this.begun = (error) => {
        const refusal = error === undefined ? undefined : refusalOf(error, options.address);
        if (refusal) reject(refusal);
        else resolve();
      };
    });
    this.ended = this.run();
  }

  get isUp(): boolean {
    return this.answers;
  }

  /** How long it has been away: 0 while it is there. */
  get awayMs(): Millis {
    return this.answers ? 0 : this.options.effects.monotonic.now() - this.awaySince;
  }

  key(...parts: readonly string[]): string {
    return [this.options.prefix, ...parts].join(':');
  }

  /** Asks Redis, for `commandMs` at the longest. Throws `RedisAway` at once while it is known to be away. What it says itself is thrown as it is. */
  async ask<T>(command: (redis: Redis) => Promise<T>): Promise<T> {
    const { redis } = this;
    if (!redis || !this.answers) throw new RedisAway('Redis is away');
    const { effects, timings } = this.options;
    try {
      return await inTime(effects.timers, timings.commandMs, command(redis));
    } catch (error) {
      if (isReply(error)) throw error;
      this.failures += 1;
      this.lose(redis, error);
      throw new RedisAway('Redis does not answer', { cause: error });
    }
  }

  /** The returned function takes it back. */
  watch(watcher: (event: LinkEvent) => void): () => void {
    const own = (event: LinkEvent): void => watcher(event);
    this.watchers.add(own);
    return () => void this.watchers.delete(own);
  }

  /** Resolves when Redis is there, or when the signal aborts. */
  whenUp(signal: AbortSignal): Promise<void> {
    if (this.answers || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        unwatch();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const unwatch = this.watch((event) => {
        if (event === 'up') end();
      });
      signal.addEventListener('abort', end, { once: true });
    });
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.watchers.clear();
    this.stop.abort();
    this.nap.abort();
    this.redis?.disconnect();
    await this.ended;
  }

  private async run(): Promise<void> {
    const { effects, timings } = this.options;
    while (!this.stop.signal.aborted) {
      this.nap = new AbortController();
      const answered = await this.calmly();
      await effects.timers.sleep(answered ? timings.heartbeatMs : timings.retryMs, this.nap.signal);
    }
  }

  private async calmly(): Promise<boolean> {
    try {
      await this.beat();
      return true;
    } catch (error) {
      this.drop(error);
      this.begun(error);
      return false;
    }
  }

  /** Connects if need be, and asks for the epoch: a name that Redis keeps until it forgets everything. */
  private async beat(): Promise<void> {
    const { effects, timings } = this.options;
    const redis = (this.redis ??= await this.connected());
    const fresh = effects.ids.uuid();
    const asked = redis.set(this.key('epoch'), fresh, 'NX', 'GET');
    const epoch = (await inTime(effects.timers, timings.patienceMs, asked)) ?? fresh;
    const forgot = this.epoch !== undefined && this.epoch !== epoch;
    this.epoch = epoch;
    this.rise();
    if (forgot) {
      effects.log.warn('Redis forgot what it knew');
      this.tell('reset');
    }
  }

  private async connected(): Promise<Redis> {
    const redis = await connect(this.options, this.options.timings.patienceMs);
    if (this.stop.signal.aborted) redis.disconnect();
    redis.once('end', () => this.lose(redis, new Error('the connection ended')));
    return redis;
  }

  private rise(): void {
    this.begun();
    if (this.answers || this.stop.signal.aborted) return;
    const { log } = this.options.effects;
    log.info('Redis is there', { afterMs: Math.round(this.awayMs) });
    this.answers = true;
    this.tell('up');
  }

  /** It is away until a heartbeat is answered, which is asked for at once. */
  private lose(redis: Redis, error: unknown): void {
    if (redis !== this.redis) return;
    if (!(error instanceof TooLate)) this.redis = undefined; // a connection that is only slow may recover
    this.fall(error);
    this.nap.abort();
  }

  private drop(error: unknown): void {
    this.redis?.disconnect();
    this.redis = undefined;
    this.reason = describe(error);
    this.fall(error);
  }

  private fall(error: unknown): void {
    if (!this.answers || this.stop.signal.aborted) return;
    const { log, monotonic } = this.options.effects;
    log.warn('Redis is away: events are found by walking, rates are counted by each process', {
      reason: describe(error),
    });
    this.answers = false;
    this.awaySince = monotonic.now();
    this.tell('away');
  }

  private tell(event: LinkEvent): void {
    for (const watcher of this.watchers) watcher(event);
  }
}
