import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';

import { type ConsoleContext } from '../src/context.ts';

export interface SpecContext extends ConsoleContext {
  effects: FakeEffects;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  return { effects, clock: effects.clock };
}
