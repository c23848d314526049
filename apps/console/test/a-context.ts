import { config, type ConsoleConfig } from '../src/config.ts';
import { type ConsoleContext } from '../src/context.ts';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';

export interface SpecContext extends Pick<ConsoleContext, 'config'> {
  effects: FakeEffects;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export function aContext(change: Partial<ConsoleConfig> = {}): SpecContext {
  return {
    effects: fakeEffects(),
    config: { current: { ...config.parse({}), ...change } } as SpecContext['config'],
  };
}
