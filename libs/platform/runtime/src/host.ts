import type { Config, SettingsSchema, z } from '@hansom/platform-config';
import type { Effects, Millis } from '@hansom/platform-context';
import type { CallScope, ClientOf, ContractDefinition } from '@hansom/platform-rpc';
import type { Engine } from '@hansom/platform-store';

import type { Identity } from './identity.ts';
import type { Loop, LoopOptions } from './loop.ts';
import type { ConfigSchema } from './service.ts';

/**
 * What a service is put together from: the platform as one service sees it. It shares nothing with the other services of
 * the process, and whatever is made here ends with the service.
 */
export interface Host<S extends SettingsSchema = SettingsSchema, C extends ConfigSchema = ConfigSchema>
  extends Effects {
  readonly identity: Identity;
  readonly settings: Readonly<z.infer<S>>;
  readonly config: Config<z.infer<C>>;
  /** A client of another service. Its calls are made as part of a `Call`: a handler's, or one of `host.call`. */
  client<D extends ContractDefinition>(contract: D): ClientOf<D>;
  /** This service's tables and aggregates in the installation's store, opened when first asked for. */
  engine(): Promise<Engine>;
  /** Begins work that no RPC asked for. Whoever begins it ends it. */
  call(options: { deadlineMs: Millis }): CallScope;
  /** Starts a named background loop, and stops it with the service. */
  loop(name: string, options: LoopOptions): Loop;
  /** Has `close` called when the service stops: after the server, in reverse order. */
  onClose(name: string, close: () => Promise<void> | void): void;
}
