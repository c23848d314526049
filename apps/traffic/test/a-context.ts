import { type FakeEffects } from '@hansom/platform-context/testing';
import { anInstance } from '@hansom/platform-mesh/testing';
import { inMemoryAggregates } from '@hansom/platform-schedule/testing';

import { type TrafficContext } from '../src/context.ts';
import { createReplica } from '../src/domain/replica.ts';
import { rulesAggregate } from '../src/store/rules-aggregate.ts';
import { rulesBook } from '../src/store/rules-book.ts';

export interface SpecContext extends TrafficContext {
  effects: FakeEffects;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const { aggregates, effects } = await inMemoryAggregates({ service: 'traffic', aggregate: rulesAggregate });
  const { leases, state } = createReplica(effects.monotonic);
  return { effects, leases, state, book: rulesBook(aggregates) };
}

/** A context in which `echo` runs version v1. */
export async function aContextWithEcho(): Promise<SpecContext> {
  const ctx = await aContext();
  ctx.leases.hold(anInstance());
  return ctx;
}
