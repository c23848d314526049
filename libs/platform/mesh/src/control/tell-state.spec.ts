import { fakeEffects } from '@hansom/platform-context/testing';
import { type WatchResponse } from '@hansom/proto-traffic';

import { live } from '../model/live.ts';
import { type ReplicaState } from '../model/merge.ts';
import { anInstance, aSnapshot } from '../testing/instances.ts';
import { tellState } from './tell-state.ts';

function aState(...names: string[]): ReplicaState {
  return { settled: true, snapshot: aSnapshot(names.map((instance) => anInstance({ instance }))) };
}

/** What was told so far: the names of a state, or `heartbeat`. */
function listen() {
  const effects = fakeEffects();
  const source = live<ReplicaState>();
  const gone = new AbortController();
  const told: string[] = [];
  const over = (async () => {
    for await (const page of tellState(source, effects, gone.signal)) told.push(shown(page));
  })();
  return { effects, source, gone, told, over };
}

function shown({ last, instances }: WatchResponse): string {
  return last ? instances.map(({ instance }) => instance).join() : 'heartbeat';
}

describe('tellState', () => {
  it('tells nothing but that it lives before anything is known', async () => {
    const { effects, told } = listen();

    await effects.time.advance(1_200);

    expect(told).toEqual(['heartbeat', 'heartbeat', 'heartbeat']);
  });

  it('tells a change at once, and then that it lives', async () => {
    const { effects, source, told } = listen();
    await effects.time.advance(0);

    source.set(aState('i1'));
    await effects.time.advance(50);
    await effects.time.advance(550);

    expect(told).toEqual(['heartbeat', 'i1', 'heartbeat']);
  });

  it('tells changes that come together once', async () => {
    const { effects, source, told } = listen();
    await effects.time.advance(0);

    source.set(aState('i1'));
    await effects.time.advance(20);
    source.set(aState('i1', 'i2'));
    await effects.time.advance(200);

    expect(told).toEqual(['heartbeat', 'i1,i2']);
  });

  it('ends at once when nobody listens, and leaves no timer', async () => {
    const { effects, gone, over } = listen();
    await effects.time.advance(100);

    gone.abort();

    await over;
    expect(effects.time.waiting).toBe(0);
  });
});
