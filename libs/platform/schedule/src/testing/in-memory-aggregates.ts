import { type FakeEffects, fakeEffects, settle } from '@hansom/platform-context/testing';
import { type Columns, type Engine, SimulatedStore } from '@hansom/platform-store';

import { type Aggregates, aggregates, type AggregatesOptions } from '../aggregates.ts';
import { type CollectingSink, collectingSink } from './collecting-sink.ts';

export interface InMemoryAggregates<F extends Columns, S extends string> {
  aggregates: Aggregates<F, S>;
  effects: FakeEffects;
  engine: Engine;
  /** What was published. */
  sink: CollectingSink;
  /** Fires what is due and publishes what was left behind, until nothing more comes of it. */
  runDue(): Promise<void>;
}

/** Aggregates in memory, under a clock that a spec moves: `await effects.time.advance(ms); await runDue()`. */
export async function inMemoryAggregates<F extends Columns, S extends string>(
  options: Omit<AggregatesOptions<F, S>, 'sink'> & { effects?: FakeEffects; engine?: Engine },
): Promise<InMemoryAggregates<F, S>> {
  const { effects = fakeEffects(), engine: given, ...rest } = options;
  const engine = given ?? (await new SimulatedStore({ clock: effects.clock }).open(options.service));
  const sink = collectingSink();
  const created = aggregates(effects, engine, { ...rest, sink });
  const runDue = async (): Promise<void> => {
    for (let before = -1; before !== sink.events.length; ) {
      before = sink.events.length;
      await created.sweep();
      await settle();
    }
  };
  return { aggregates: created, effects, engine, sink, runDue };
}
