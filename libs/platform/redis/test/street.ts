import {
  broadcast,
  type Consumers,
  createConsumers,
  type EventOwner,
  every,
  ordered,
  type Subscription,
} from '@hansom/platform-bus';
import { type Lamps, lampsOptions, localOwner, touch } from '@hansom/platform-bus/testing';
import { domainClock, instant, realEffects, realMonotonic } from '@hansom/platform-context';
import { recordingLogger } from '@hansom/platform-context/testing';
import { type Call } from '@hansom/platform-rpc';
import { Text } from '@hansom/platform-rpc/testing';
import { aggregates } from '@hansom/platform-schedule';
import { SimulatedStore } from '@hansom/platform-store';

import { type RedisOptions } from '../src/index.ts';
import { specRedis, type SpecRedis } from './spec-redis.ts';

const lampEvents = { topic: 'lamps', aggregate: 'lamp', types: { 'lamp.changed': Text } };
const AWAY: EventOwner = {
  read: () => Promise.reject(new Error('the owner is away')),
  walk: () => Promise.reject(new Error('the owner is away')),
};
const telemetry = { within: <T>(_: Call, __: object, run: () => Promise<T>): Promise<T> => run() };

/** A process that listens. */
export interface Clerk {
  readonly redis: SpecRedis;
  readonly consumers: Consumers;
  /** How many effects it had. */
  handled(): number;
}

export interface ClerkOptions {
  /** Comes before each effect. */
  readonly before?: () => Promise<unknown>;
  /** Whether it hears of nothing but by the bus: it cannot walk, and reads nothing. */
  readonly ownerAway?: boolean;
}

interface StreetParts {
  readonly store: SimulatedStore;
  readonly lamps: Lamps;
  /** What the process has that owns the lamps. */
  readonly owner: SpecRedis;
  readonly url: string;
  readonly options: Partial<RedisOptions>;
}

/** Lamps in one process, and clerks in others who note in order what becomes of them. They share a store, and the Redis at `url`. */
export class Street {
  /** The effects on each lamp, in their order. */
  readonly noted = new Map<string, number[]>();
  /** What came out of order. */
  readonly wrong: string[] = [];
  readonly clerks: Clerk[] = [];
  private readonly made = new Map<string, number>();

  private constructor(private readonly parts: StreetParts) {}

  get owner(): SpecRedis {
    return this.parts.owner;
  }

  /** How many versions were made of each. */
  get newest(): ReadonlyMap<string, number> {
    return this.made;
  }

  static async open(
    server: { url: string; prefix?: string },
    options: Partial<RedisOptions> = {},
  ): Promise<Street> {
    const owner = await specRedis(server, options);
    const effects = streetEffects();
    const store = new SimulatedStore({ clock: effects.clock });
    const lamps = aggregates(effects, await store.open('lamps'), { ...lampsOptions, sink: owner.bus });
    lamps.start();
    return new Street({
      store,
      lamps,
      owner,
      url: server.url,
      options: { ...options, prefix: owner.prefix },
    });
  }

  async addClerk({ before, ownerAway = false }: ClerkOptions = {}): Promise<Clerk> {
    const noting = every(async ({ key, version }) => {
      await before?.();
      this.note(key, version);
    });
    return this.addListener(ordered(lampEvents, noting), ownerAway ? AWAY : localOwner(this.parts.lamps));
  }

  /** A process that listens by broadcast, and walks: tells the newest version of each lamp that it heard of. */
  async addPasserBy(): Promise<ReadonlyMap<string, number>> {
    const heard = new Map<string, number>();
    const noting = every(({ key, version }) => void heard.set(key, version));
    await this.addListener(broadcast(lampEvents, noting, { walks: true }), localOwner(this.parts.lamps));
    return heard;
  }

  /** Makes the next version of each. */
  async touch(...keys: string[]): Promise<void> {
    await Promise.all(keys.map((key) => this.touchOne(key)));
  }

  /** Whether all that was made has had its effect. */
  isCaughtUp(): boolean {
    return [...this.made].every(([key, versions]) => this.noted.get(key)?.length === versions);
  }

  async close(): Promise<void> {
    await this.parts.lamps.close();
    await Promise.all(this.clerks.map(({ consumers }) => consumers.close()));
    await Promise.all(
      [this.parts.owner, ...this.clerks.map(({ redis }) => redis)].map((redis) => redis.close()),
    );
  }

  private async addListener(subscription: Subscription, owner: EventOwner): Promise<Clerk> {
    const redis = await specRedis(this.parts, this.parts.options);
    const consumers = await createConsumers({
      ...{ service: 'clerk', effects: streetEffects(), telemetry, bus: redis.bus },
      subscriptions: [subscription],
      engine: () => this.parts.store.open('clerk'),
      ownerOf: () => owner,
    });
    consumers.start();
    const handled = (): number => consumers.figures()[0]?.handled ?? 0;
    const clerk = { redis, consumers, handled };
    this.clerks.push(clerk);
    return clerk;
  }

  private async touchOne(key: string): Promise<void> {
    await touch(this.parts.lamps, key);
    this.made.set(key, (this.made.get(key) ?? 0) + 1);
  }

  /** The effect: remembered by version, so that a repeat has none. */
  private note(key: string, version: number): void {
    const done = this.noted.get(key) ?? [];
    this.noted.set(key, done);
    if (done.includes(version)) return;
    if (version !== done.length + 1) this.wrong.push(`${key}: version ${version} after ${done.join(', ')}`);
    done.push(version);
  }
}

function streetEffects() {
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(1_000_000_000_000), at: monotonic.now(), speed: 1 }, monotonic);
  return realEffects(clock, recordingLogger());
}
