import { type Announcement, type EventCatalogue, type EventTypes } from '@hansom/platform-bus';
import { type Config, type SettingsSchema, type z } from '@hansom/platform-config';
import { type Effects, type Millis } from '@hansom/platform-context';
import { type Check } from '@hansom/platform-health';
import { type TokenVerifier } from '@hansom/platform-identity';
import { type RateLimiter } from '@hansom/platform-limits';
import { type CallScope, type ClientOf, type ContractDefinition } from '@hansom/platform-rpc';
import { type Aggregates, type AggregatesOptions } from '@hansom/platform-schedule';
import {
  type Columns,
  type ContendedTable,
  type PlainTable,
  type TableDefinition,
} from '@hansom/platform-store';
import { type Telemetry } from '@hansom/platform-telemetry';

import { type Identity } from './identity.ts';
import { type Loop, type LoopOptions } from './loop.ts';
import { type ConfigSchema } from './service.ts';

/** What a service says of its aggregates; the rest is the platform's. */
export type HostedAggregates<F extends Columns, St extends string> = Omit<
  AggregatesOptions<F, St>,
  'service' | 'sink' | 'contextOfCall'
>;

export type TableOf<Contended extends boolean> = TableDefinition<Columns, Columns, Columns, Contended>;

/**
 * What a service is put together from: the platform as one service sees it. It shares nothing with the other services of
 * the process, and whatever is made here ends with the service.
 */
export interface Host<S extends SettingsSchema = SettingsSchema, C extends ConfigSchema = ConfigSchema>
  extends Effects {
  readonly identity: Identity;
  readonly settings: Readonly<z.infer<S>>;
  readonly config: Config<z.infer<C>>;
  /** What this service tells of itself: its traces, rates and metrics. For platform libraries that serve or call in other ways than RPC. */
  readonly telemetry: Telemetry;
  /** The address that whatever it opens beside its RPCs listens on: `HANSOM_HOST`. */
  readonly listenHost: string;
  /** Addresses and networks of the proxies whose `X-Forwarded-For` its gateways believe: `HANSOM_TRUSTED_PROXIES`. */
  readonly trustedProxies: readonly string[];
  /** Counts requests of this service; for all its instances, where the installation has something to count them in. For gateways. */
  readonly rateLimiter: RateLimiter;
  /**
   * A client of another service. Its calls are made as part of a `Call`: a handler's, or one of `host.call`. `to`: the service to call,
   * where several serve the contract, as those of the platform.
   */
  client<D extends ContractDefinition>(contract: D, to?: string): ClientOf<D>;
  /** Aggregates of one kind in this service's store, with their timers and events at work until the service stops. */
  aggregates<F extends Columns, St extends string>(
    options: HostedAggregates<F, St>,
  ): Promise<Aggregates<F, St>>;
  /** A table of this service's store. */
  table<D extends TableOf<false>>(definition: D): Promise<PlainTable<D>>;
  /** A table of this service's store whose rows several writers may want at once. */
  contendedTable<D extends TableOf<true>>(definition: D): Promise<ContendedTable<D>>;
  /**
   * Tells whoever listens now of something that is stored nowhere: a car that moved. It may be missed. Throws a TypeError for an event of
   * another service.
   */
  announce<T extends EventTypes, K extends keyof T & string>(
    events: EventCatalogue<T>,
    told: Announcement<T, K>,
  ): Promise<void>;
  /** Verifies users' tokens: for gateways. RPCs are verified before their handlers see them. */
  readonly tokens: TokenVerifier;
  /** Begins work that no RPC asked for. Whoever begins it ends it. */
  call(options: { deadlineMs: Millis }): CallScope;
  /** Starts a named background loop, and stops it with the service. */
  loop(name: string, options: LoopOptions): Loop;
  /** Watches over something that the service needs: every minute, and in the health of the service. */
  check(check: Check): void;
  /** Has `close` called when the service stops: after the server, in reverse order. */
  onClose(name: string, close: () => Promise<void> | void): void;
}
