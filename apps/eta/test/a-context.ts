import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';

import { type EtaContext } from '../src/context.ts';

export interface SpecContext extends EtaContext {
  effects: FakeEffects;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  return { effects, clock: effects.clock };
}
