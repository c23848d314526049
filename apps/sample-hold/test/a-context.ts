import { staticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects } from '@hansom/platform-context/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type InMemoryAggregates, inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { openTable } from '@hansom/platform-store';

import { type SampleHoldContext } from '../src/context.ts';
import { expire } from '../src/domain/hold-decisions.ts';
import { place } from '../src/handlers/place.ts';
import { commandsTable } from '../src/store/commands.ts';
import { holdAggregate, type HoldFields, type HoldState, placesTable } from '../src/store/hold-aggregate.ts';

export interface SpecContext extends SampleHoldContext {
  effects: FakeEffects;
  events: InMemoryAggregates<HoldFields, HoldState>['sink'];
  /** Lets domain time pass, and fires what falls due. */
  pass(ms: number): Promise<void>;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const memory = await inMemoryAggregates({
    service: 'sample-hold',
    aggregate: holdAggregate,
    timers: { expire },
  });
  const { effects, engine, sink } = memory;
  return {
    effects,
    events: sink,
    clock: effects.clock,
    ids: effects.ids,
    config: staticConfig({ longestHoldMs: 600_000 }),
    holds: memory.aggregates,
    places: openTable(engine, placesTable, effects),
    commands: openTable(engine, commandsTable, effects),
    pass: async (ms) => {
      await effects.time.advance(ms);
      await memory.runDue();
    },
  };
}

/** Places a hold on seat-1 for 60 s and gives its id. */
export async function aHeldPlace(ctx: SpecContext): Promise<string> {
  const request = { commandKey: 'placed', placeId: 'seat-1', guestId: 'anna', holdMs: 60_000 };
  const { outcome } = await callHandler(place(ctx), request, { effects: ctx.effects });
  if (outcome?.$case !== 'hold') throw new Error('the place was taken');
  return outcome.value.id;
}
