import { staticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { inProcessPair } from '@hansom/platform-rpc/testing';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';
import { makeId } from '@hansom/shared-ids';

import { type SampleDeskContext } from '../src/context.ts';
import { FakeHolds } from './fake-holds.ts';

export interface SpecContext extends SampleDeskContext {
  /** The service behind the client. */
  fake: FakeHolds;
  effects: FakeEffects;
  /** Ids of the holds that it will make, in order. */
  ids: readonly string[];
}

/** The context of a handler spec: a real client, over no wire, of a sample-hold in memory. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  const ids = Array.from({ length: 40 }, () => makeId('hold', effects.ids.uuid()));
  const fake = new FakeHolds(ids);
  const { client } = await inProcessPair(SampleHoldServiceDefinition, fake.handlers, {
    effects,
    from: 'sample-desk',
  });
  return { config: staticConfig({ holdMs: 60_000 }), holds: client, fake, effects, ids };
}
