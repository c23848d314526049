import { type Subscription } from '@hansom/platform-bus';
import { type SettingsSchema, type z } from '@hansom/platform-config';
import { type ContractDefinition, type HandlersOf, type Served } from '@hansom/platform-rpc';

import { type Host } from './host.ts';
import { type Owner } from './identity.ts';
import { type ServiceKeeps } from './keeps.ts';
import { type Listener } from './listener.ts';

/** The live document of a service, as the layers of `deploy/config` give it. */
export type ConfigSchema = z.ZodType<object>;

/** What `compose` gives: a service put together, not yet reachable. */
export interface Composed<D extends ContractDefinition> {
  handlers: HandlersOf<D>;
  /** Contracts that it serves beside its own: standard ones, for clients that are not ours. */
  also?: readonly Served[];
  /** The events it listens to, and what it does about them: `ordered(bookingEvents, { ... })`. */
  consumers?: readonly Subscription[];
  /** What it opens beside its RPCs: servers of HTTP, of sockets. */
  listeners?: readonly Listener[];
}

/** All that the platform needs to know of a service before any of it runs. `apps/<name>/src/service.ts` exports one. */
export interface ServiceDefinition<
  D extends ContractDefinition = ContractDefinition,
  S extends SettingsSchema = SettingsSchema,
  C extends ConfigSchema = ConfigSchema,
> {
  /** kebab-case: the folder under `apps/`, the keyspace, the name in certificates. */
  readonly name: string;
  /** Its one duty, in a sentence. */
  readonly description: string;
  readonly owner: Owner;
  readonly contract: D;
  /** Where it listens unless `HANSOM_PORT` says otherwise. Default: any free port. */
  readonly port?: number;
  /** Settings of the process, from `HANSOM_<KEY>`, beside the platform's own. */
  readonly settings: S;
  readonly config: C;
  /** What it keeps in its store; nothing unless given. */
  readonly keeps?: ServiceKeeps;
  /**
   * Puts the service together. Reads as its architecture: config -> clients -> stores -> handlers. (A method, so that
   * definitions of all services fit one list.)
   */
  compose(host: Host<S, C>): Promise<Composed<D>> | Composed<D>;
}

/** Gives a service's definition its types. Nothing is registered, nothing runs. */
export function defineService<D extends ContractDefinition, S extends SettingsSchema, C extends ConfigSchema>(
  definition: ServiceDefinition<D, S, C>,
): ServiceDefinition<D, S, C> {
  return definition;
}
