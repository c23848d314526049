import { fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { type Engine, type Operation, SimulatedStore } from '@hansom/platform-store';

import { aggregates } from '../aggregates.ts';
import { sampleHolds } from './holds.ts';
import { inMemoryAggregates } from './in-memory-aggregates.ts';

/** A process that makes transitions and dies before it publishes or wakes for anything. */
export async function aDeadProcess(options: { speed?: number; eventTtlMs?: number } = {}) {
  const time = new FakeTime(undefined, options.speed);
  const effects = fakeEffects({ time });
  const operations: Operation[] = [];
  const gate = (operation: Operation): 'done' => {
    operations.push(operation);
    return 'done';
  };
  const store = new SimulatedStore({ clock: time.clock, gate });
  const engine = await store.open('sample');
  const nowhere = { publish: () => new Promise<void>(() => undefined) };
  const timeless = { ...effects, timers: { ...effects.timers, after: () => () => undefined } };
  const holds = aggregates(timeless, engine, {
    ...sampleHolds,
    eventTtlMs: options.eventTtlMs,
    sink: nowhere,
  });
  return { time, engine, holds, operations };
}

/** Another process on the same store. */
export function aSuccessor(engine: Engine, time: FakeTime, more: Partial<typeof sampleHolds> = {}) {
  return inMemoryAggregates({ ...sampleHolds, ...more, engine, effects: fakeEffects({ time, seed: 2 }) });
}
