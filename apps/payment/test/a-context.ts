import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { type InMemoryAggregates, inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { type ContendedTable, type Engine, openTable, SimulatedStore } from '@hansom/platform-store';

import { contextOf, type PaymentHost } from '../src/compose.ts';
import { config as schema, type PaymentConfig } from '../src/config.ts';
import { type PaymentContext } from '../src/context.ts';
import { movementsTable } from '../src/provider/simulator/movements-table.ts';
import { type PaymentFields, type PaymentState } from '../src/store/payment-aggregate.ts';

export type Memory = InMemoryAggregates<PaymentFields, PaymentState>;

export interface SpecContext extends PaymentContext {
  effects: FakeEffects;
  config: StaticConfig<PaymentConfig>;
  events: Memory['sink'];
  /** What the provider has moved: the truth about money. */
  movements: ContendedTable<typeof movementsTable>;
  engine: Engine;
  /** Lets domain time pass, and fires what falls due. */
  pass(ms: number): Promise<void>;
}

/** The context of a spec: everything in memory, with the simulated provider, under a clock that the spec moves. */
export async function aContext(
  options: { effects?: FakeEffects; engine?: Engine; config?: Partial<PaymentConfig> } = {},
): Promise<SpecContext> {
  const { effects = fakeEffects() } = options;
  const engine = options.engine ?? (await new SimulatedStore(effects).open('payment'));
  const config = staticConfig(schema.parse(options.config ?? {}));
  const made: Memory[] = [];
  const aggregates: PaymentHost['aggregates'] = async (wanted) => {
    const memory = await inMemoryAggregates({ ...wanted, service: 'payment', effects, engine });
    made.push(memory as unknown as Memory); // the one kind of aggregate that there is
    return memory.aggregates;
  };
  const ctx = await contextOf({
    ...effects,
    config,
    aggregates,
    table: (definition) => Promise.resolve(openTable(engine, definition)),
    contendedTable: (definition) => Promise.resolve(openTable(engine, definition, effects)),
  });
  const [memory] = made;
  if (!memory) throw new Error('no aggregates were made');
  return {
    ...ctx,
    ...{ effects, config, engine, events: memory.sink },
    movements: openTable(engine, movementsTable, effects),
    pass: async (ms) => {
      await effects.time.advance(ms);
      await memory.runDue();
    },
  };
}
