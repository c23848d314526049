import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';

import { type LoopLag, measureLoopLag } from './loop-lag.ts';

describe('measureLoopLag', () => {
  let effects: FakeEffects;
  let late: number;
  let loop: LoopLag;

  beforeEach(() => {
    effects = fakeEffects();
    late = 0;
    const { monotonic, timers } = effects;
    const after = (delay: number, action: () => void) => timers.after(delay + late, action);
    loop = measureLoopLag({ monotonic, timers: { ...timers, after } });
  });

  it('finds nothing while timers fire in time', async () => {
    await effects.time.advance(200);

    expect(loop.lag()).toBe(0);
  });

  it('tells the worst since it was last asked', async () => {
    await effects.time.advance(40);
    late = 70;
    await effects.time.advance(20 + 90);
    late = 10;
    await effects.time.advance(500);

    expect(loop.lag()).toBe(70);
    await effects.time.advance(200);
    expect(loop.lag()).toBe(10);
  });

  it('sees a loop that is late right now', async () => {
    await effects.time.advance(20);
    late = 300;
    await effects.time.advance(20);
    await effects.time.advance(150);

    expect(loop.lag()).toBe(130);
  });

  it('leaves no timer behind', () => {
    loop.close();

    expect(effects.time.waiting).toBe(0);
  });
});
