import { type Subscription } from '@hansom/platform-bus';
import { staticConfig } from '@hansom/platform-config/testing';
import { type SettingsSchema } from '@hansom/platform-config';
import { type ClientOf, type ContractDefinition, type HandlersOf, rootCall } from '@hansom/platform-rpc';
import { type ConfigSchema, type Host, type ServiceDefinition } from '@hansom/platform-runtime';
import { aggregates } from '@hansom/platform-schedule';
import { openTable } from '@hansom/platform-store';
import { type Process } from '@hansom/testing-simulation';

/** What of the aggregates of a service an exploration looks at. */
export interface Kept {
  sweep(): Promise<void>;
  readEvents: ReturnType<typeof aggregates>['readEvents'];
}

/** A service of a simulated process, put together by its own `compose`. */
export interface Composed<D extends ContractDefinition> {
  handlers: HandlersOf<D>;
  consumers: readonly Subscription[];
  kept: Kept;
  loops: ReadonlyMap<string, (signal: AbortSignal) => Promise<void>>;
}

export type ClientFor = <D extends ContractDefinition>(contract: D) => ClientOf<D>;

/**
 * Composes a service over a simulated store. Its loops and sweepers run only when they are told to, and its events are not sent: whoever
 * listens reads them where they are stored.
 */
export async function composeIn<
  D extends ContractDefinition,
  S extends SettingsSchema,
  C extends ConfigSchema,
>(process: Process, definition: ServiceDefinition<D, S, C>, client: ClientFor): Promise<Composed<D>> {
  const { effects } = process;
  const { name } = definition;
  const engine = process.engine(name);
  const kept: Kept[] = [];
  const loops = new Map<string, (signal: AbortSignal) => Promise<void>>();
  const host: Partial<Host<S, C>> = {
    ...effects,
    config: staticConfig(definition.config.parse({})) as Host<S, C>['config'], // parsed by that very schema
    client,
    aggregates: async (options) => {
      const sink = { publish: () => Promise.resolve() };
      const opened = aggregates(effects, engine, { ...options, shards: 1, service: name, sink });
      kept.push(opened);
      return opened;
    },
    table: (table) => Promise.resolve(openTable(engine, table)),
    contendedTable: (table) => Promise.resolve(openTable(engineOf(table.name), table, effects)),
    call: ({ deadlineMs }) => rootCall(effects, { name, deadlineMs }),
    loop: (loop, { run }) => {
      loops.set(loop, run);
      return { name: loop, figures: { runs: 0, failures: 0 }, close: () => Promise.resolve() };
    },
  };
  // The rest of a host is for servers, gateways and telemetry: these services use none of it.
  const { handlers, consumers = [] } = await definition.compose(host as Host<S, C>);
  const [first] = kept;
  if (!first) throw new TypeError(`${name} keeps no aggregates`);
  return { handlers, consumers, kept: first, loops };

  /** Each process believes in a lease of its own: as if the other's had run out while it stood still. */
  function engineOf(table: string) {
    return table === 'leases' ? process.engine(`leases of ${process.name}`) : engine;
  }
}
